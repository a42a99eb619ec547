package mnist.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.config.Config;
import mnist.config.ConfigException;
import mnist.config.ConfigException.Problem;
import mnist.config.ConfigWriter;
import mnist.config.Quote;
import mnist.runs.RunList;

/**
 * The points of a sweep so far, each with a number and each different from the others: two points whose effective
 * configs are equal are one.
 */
final class Candidates {
    /** The most points of a sweep. */
    static final int MOST = 100_000;

    private final SweepSpec spec;
    private final List<Candidate> all = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private int refused;

    Candidates(SweepSpec spec) {
        this.spec = spec;
    }

    /** Takes up a point; returns nothing if it is one of those before, or makes no valid config. */
    Optional<Candidate> add(Point point) {
        List<Trial> trials = new ArrayList<>();
        try {
            for (int repeat = 0; repeat < spec.repeats(); repeat++) {
                trials.add(trial(point, repeat));
            }
        } catch (ConfigException e) {
            refused++;
            e.problems().forEach(problem -> note(point, problem));
            return Optional.empty();
        }
        if (!ids.add(trials.get(0).id())) {
            return Optional.empty();
        }
        Candidate candidate = new Candidate(all.size(), point, trials);
        all.add(candidate);
        return Optional.of(candidate);
    }

    /** Returns the points in the order in which they were added. */
    List<Candidate> all() {
        return List.copyOf(all);
    }

    /** Returns how many points made no valid config. */
    int refused() {
        return refused;
    }

    /** @throws ConfigException with every problem that a point had, each once, with the first point that has it */
    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigException(List.copyOf(problems.values()));
        }
    }

    private Trial trial(Point point, int repeat) {
        Config config = spec.config(point, repeat);
        requireAboveZero("data.validation", config.data().validation().count());
        requireAboveZero("training.epochs", config.training().epochs());
        String id = ConfigWriter.sha256(config).substring(0, RunList.ID_DIGITS);
        return new Trial(
                all.size() * spec.repeats() + repeat + 1,
                point,
                repeat,
                config.training().seed(),
                id);
    }

    private void requireAboveZero(String path, int value) {
        if (value == 0) {
            String message = "nothing to rank trials by, found 0, expected at least 1. Choose a number above 0.";
            throw new ConfigException(spec.base().source(), path, message);
        }
    }

    private void note(Point point, Problem problem) {
        String place = problem.place().startsWith("--set ") ? "parameters" : problem.place() + ": parameters";
        String values = String.join(", ", point.options(spec.parameters()));
        problems.putIfAbsent(
                problem.path() + problem.message(),
                new Problem(place + " (" + Quote.text(values) + ")", problem.path(), problem.message()));
    }
}
