package mnist.space;

import com.fasterxml.jackson.databind.JsonNode;
import mnist.json.Json;

/**
 * A setting that varies.
 *
 * @param path as {@code --set} takes it, for example {@code optimizer.learningRate}
 * @param distribution the values that it may take
 */
public record Parameter(String path, Distribution distribution) {
    /** Returns the {@code --set} option, {@code PATH=VALUE}, that gives the setting a value. */
    public String option(JsonNode value) {
        return path + "=" + Json.compact(value);
    }
}
