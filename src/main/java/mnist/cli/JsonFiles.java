package mnist.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.json.InputException;
import mnist.json.InputException.Problem;
import mnist.json.TextFile;
import mnist.sweep.SpecReader;
import mnist.sweep.SweepSpec;

/** The configs and specs that a user names. Of one that is given in the other's place that is told, not every key in it. */
final class JsonFiles {
    private JsonFiles() {}

    /** Reads a config; the errors are those of {@link ConfigReader}. */
    static Config config(Path file, List<String> overrides) {
        return read(
                () -> ConfigReader.read(TextFile.find(file), overrides),
                Set.of("search", "parameters"),
                new Problem(
                        file.toString(), "", "is the spec of a sweep, expected a config. Run it with 'mnist sweep'."));
    }

    /** Reads the spec of a sweep; the errors are those of {@link SpecReader}. */
    static SweepSpec spec(Path file) {
        return read(
                () -> SpecReader.read(TextFile.find(file)),
                Set.of("network", "optimizer"),
                new Problem(
                        file.toString(), "", "is a config, expected the spec of a sweep. Run it with 'mnist train'."));
    }

    /** @param others the keys by which the other kind of file is known, none of which this kind has */
    private static <T> T read(Supplier<T> reader, Set<String> others, Problem exchanged) {
        try {
            return reader.get();
        } catch (InputException e) {
            Set<String> paths = e.problems().stream().map(Problem::path).collect(Collectors.toSet());
            if (paths.containsAll(others)) {
                throw new InputException(List.of(exchanged), e);
            }
            throw e;
        }
    }
}
