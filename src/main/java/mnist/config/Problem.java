package mnist.config;

/**
 * One thing that is wrong with a config.
 *
 * @param place where it was written, for example {@code configs/a.json:3:17} or {@code --set training.epochs=x}
 * @param path the setting, for example {@code network.layers[1]}; empty for the whole config
 * @param message what is wrong, what was found, what was expected, and what to do
 */
public record Problem(String place, String path, String message) {
    /** Returns the problem as the one line that the user reads. */
    public String line() {
        return path.isEmpty() ? place + ": " + message : place + ": " + path + ": " + message;
    }
}
