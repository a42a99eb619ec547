package mnist.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A run, as its directory tells.
 *
 * @param run its directory
 * @param status as in {@code run.json}; or {@code interrupted} where nobody works on a run that calls itself running, or
 *     {@code damaged} where {@code run.json} cannot be read
 * @param epochs how many are done
 * @param bestEpoch the epoch whose network was kept as the best, or 0
 * @param validationAccuracy of that epoch, in [0, 1], if there is one
 * @param testAccuracy in [0, 1], if it was tested
 * @param seconds of wall time
 * @param started when, in ISO 8601
 * @param config the first digits of the SHA-256 of its effective config
 * @param settings of its config by their paths, as what is written as JSON; none where the config cannot be read
 */
public record Run(
        String run,
        String status,
        int epochs,
        int bestEpoch,
        OptionalDouble validationAccuracy,
        OptionalDouble testAccuracy,
        double seconds,
        String started,
        String config,
        Map<String, Object> settings) {
    /** The setting in which runs differ that are alike in all that matters. */
    public static final String SEED = "training.seed";

    /** Returns its settings without the seed: the same for all runs of one group. */
    public Map<String, Object> unseeded() {
        Map<String, Object> unseeded = new LinkedHashMap<>(settings);
        unseeded.remove(SEED);
        return unseeded;
    }

    /** Returns whether it came to its last epoch. */
    public boolean isCompleted() {
        return status.equals("completed");
    }

    /** Returns a setting as people and CSV readers take it: a name without quotes, anything else as JSON. */
    public static String text(Object setting) {
        String json = setting == null ? "" : setting.toString();
        return json.length() > 1 && json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }
}
