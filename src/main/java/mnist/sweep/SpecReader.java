package mnist.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.config.Monitor;
import mnist.json.Document;
import mnist.json.InputException;
import mnist.json.Json;
import mnist.json.Located;
import mnist.json.NumberTypes;
import mnist.json.TextFile;
import mnist.json.WordTypes;
import mnist.space.Parameter;

/**
 * Reads the spec of a sweep. Whatever is wrong with it is reported at once, each with its place.
 *
 * <p>{@code base} is the path of a config, or the config itself. A relative path is looked for beside the spec, then where every
 * path is.
 */
public final class SpecReader {
    private static final List<String> KEYS =
            List.of("$schema", "base", "search", "parameters", "repeats", "objective", "portable");
    private static final NumberTypes.Whole REPEATS = new NumberTypes.Whole(1, 1000);
    private static final WordTypes.Name<Monitor> OBJECTIVES =
            new WordTypes.Name<>(List.of(Monitor.values()), Monitor::label);

    private SpecReader() {}

    /** Returns the JSON Schema (2020-12) of a spec, by which editors complete and check. */
    public static String schema() {
        try (InputStream in = SpecReader.class.getResourceAsStream("spec.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a spec file.
     *
     * @throws InputException with everything that is wrong with it, or with the config that it names
     */
    public static SweepSpec read(Path file) {
        return parse(TextFile.text(file), file.toString(), file);
    }

    /**
     * Reads a spec from a text.
     *
     * @param source what messages call the text
     * @throws InputException with everything that is wrong with it, or with the config that it names
     */
    public static SweepSpec parse(String json, String source) {
        return parse(json, source, Path.of("spec.json"));
    }

    private static SweepSpec parse(String json, String source, Path file) {
        Document document = new Document(json, source);
        Located root = document.root();
        if (!root.isObject("{\"base\": …, \"search\": …, \"parameters\": …}")) {
            document.throwProblems();
        }
        root.checkNames(KEYS);
        Optional<SweepSpec.Base> base = base(root.child("base"), source, file);
        Optional<SearchSettings> search = SearchSettings.read(root.child("search"));
        Located varied = root.child("parameters");
        List<Parameter> parameters = ParameterReader.read(varied);
        Optional<Long> repeats = root.child("repeats").orElse(REPEATS, 1L);
        Optional<Monitor> objective = objective(root.child("objective"), base.flatMap(SweepSpec.Base::monitor));
        Optional<Boolean> portable = root.child("portable").orElse(new WordTypes.Flag(), false);
        refuse(varied, parameters, SweepSpec.MONITOR, "Remove it, and write \"objective\".");
        search.ifPresent(how -> checkFit(how, varied, parameters));
        if (repeats.orElse(1L) > 1) {
            refuse(varied, parameters, SweepSpec.SEED, "Remove it, or \"repeats\", which varies the seed already.");
        }
        document.throwProblems();
        return new SweepSpec(
                base.orElseThrow(),
                search.orElseThrow(),
                parameters,
                repeats.orElseThrow().intValue(),
                objective.orElseThrow(),
                portable.orElseThrow());
    }

    /** @param watched the figure that picks the best epoch, if the base says so */
    private static Optional<Monitor> objective(Located at, Optional<Monitor> watched) {
        Optional<Monitor> objective = at.orElse(OBJECTIVES, watched.orElse(Monitor.VALIDATION_ACCURACY));
        if (watched.isPresent() && objective.isPresent() && !watched.equals(objective)) {
            String expected = watched.get().label() + ", the training.monitor of its base";
            at.refuse("differs from what picks the best epoch", expected, "Remove it.");
        }
        return objective;
    }

    private static Optional<SweepSpec.Base> base(Located at, String source, Path spec) {
        String expected = "the path of a config, or a config";
        if (at.json().isObject()) {
            return Optional.of(new SweepSpec.Base(source + " (its base)", false, Json.compact(at.json())));
        }
        if (!at.json().isTextual()) {
            return at.refuse(
                    at.json().isMissingNode() ? "missing" : "wrong type",
                    expected,
                    "Write, for example, \"configs/softmax.json\".");
        }
        try {
            Path file = besideOrHere(spec, Path.of(at.json().textValue()));
            return Optional.of(new SweepSpec.Base(file.toString(), true, TextFile.text(file)));
        } catch (InvalidPathException e) {
            return at.refuse("not a path", expected, "Correct it.");
        } catch (InputException e) {
            e.problems().forEach(problem -> at.document().report(at.place(), at.path(), problem.line()));
            return Optional.empty();
        }
    }

    private static Path besideOrHere(Path spec, Path base) {
        Path beside = spec.resolveSibling(base);
        return Files.isRegularFile(beside) ? beside : TextFile.find(base);
    }

    private static void checkFit(SearchSettings search, Located varied, List<Parameter> parameters) {
        if (search instanceof SearchSettings.Grid) {
            for (Parameter parameter : parameters) {
                if (parameter.distribution().count() == Long.MAX_VALUE) {
                    varied.child(parameter.path())
                            .refuse(
                                    "a grid needs a list of values",
                                    "a choice, or integer",
                                    "List the values, as in {\"choice\": [0.1, 0.3, 1]}, or search at random.");
                }
            }
        }
        if (search instanceof SearchSettings.Halving) {
            refuse(varied, parameters, "training.epochs", "Remove it: halving chooses how long each trial is trained.");
        }
    }

    private static void refuse(Located varied, List<Parameter> parameters, String path, String advice) {
        if (parameters.stream().anyMatch(parameter -> parameter.path().equals(path))) {
            Located at = varied.child(path);
            at.document().report(at.place(), at.path(), "cannot vary here. " + advice);
        }
    }
}
