package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Applies {@code --set} options to a config that is still a JSON tree, for whoever makes many configs of one. */
public final class ConfigOverrides {
    private ConfigOverrides() {}

    /**
     * Returns a changed copy of a tree; of two options for one path the last one wins. Whether the values are allowed
     * is for {@link ConfigReader} to say.
     *
     * @param options each {@code PATH=VALUE}
     * @throws ConfigException with all options that are no path or do not fit the tree
     */
    public static JsonNode apply(JsonNode tree, List<String> options) {
        JsonNode changed = tree.deepCopy();
        List<Problem> problems = new ArrayList<>();
        for (String option : options) {
            try {
                SetOption.parse(option).applyTo(changed);
            } catch (SetOption.Refusal e) {
                problems.add(new Problem(Place.option(option).text(), e.path(), e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return changed;
    }
}
