package mnist.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.config.ConfigWriter;
import mnist.json.InputException;
import mnist.json.InputException.Problem;

/** Keeps the runs whose config has some values: those that {@code --set} of these values would leave as they are. */
final class RunFilter {
    private final List<String> where;
    private boolean understood;
    private InputException refusal;

    /** @param where each {@code PATH=VALUE} */
    RunFilter(List<String> where) {
        this.where = where;
    }

    /** Returns whether a run has the values; one whose config cannot be read has none. */
    boolean keeps(Path directory) {
        return where.isEmpty()
                || RunReader.config(directory)
                        .filter(config -> changed(config).equals(Optional.of(config)))
                        .isPresent();
    }

    /** @throws InputException if there were configs, and none of them has such settings or can have such values */
    void requireUnderstood() {
        if (!understood && refusal != null) {
            throw refusal;
        }
    }

    private Optional<Config> changed(Config config) {
        try {
            Config changed = ConfigReader.parse(ConfigWriter.toJson(config), "config", where);
            understood = true;
            return Optional.of(changed);
        } catch (InputException e) {
            // A value that fits the one config need not fit the other.
            refusal = new InputException(e.problems().stream()
                    .map(problem -> new Problem(
                            problem.place().replaceFirst("^--set ", "--where "), problem.path(), problem.message()))
                    .toList());
            return Optional.empty();
        }
    }
}
