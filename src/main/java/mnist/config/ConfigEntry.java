package mnist.config;

/** What an object of the config may hold: settings, and sections of settings. */
sealed interface ConfigEntry permits Field, Section {
    /** Returns the path from the root, for example {@code training.epochs}. */
    String path();

    /** Returns one sentence for the user. */
    String description();

    /** Returns whether the config cannot do without. */
    boolean isRequired();

    /** Returns the last part of the path. */
    default String name() {
        return path().substring(path().lastIndexOf('.') + 1);
    }
}
