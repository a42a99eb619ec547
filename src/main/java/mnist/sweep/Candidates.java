package mnist.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.data.RandomStream;
import mnist.json.InputException;
import mnist.json.InputException.Problem;
import mnist.json.Quote;
import mnist.runs.RunList;
import mnist.space.Distribution;
import mnist.space.Parameter;
import mnist.space.Point;

/**
 * The points of a sweep so far, each with a number and each different from the others: two points whose effective
 * configs are equal are one.
 */
final class Candidates {
    /** The most points of a sweep. */
    static final int MOST = 100_000;

    private static final String STREAM = "sweep points";
    private static final int ATTEMPTS = 100;

    private final SweepSpec spec;
    private final List<Candidate> all = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    Candidates(SweepSpec spec) {
        this.spec = spec;
    }

    /** Takes up the next point of a source that is new and makes a valid config; gives up after a hundred others. */
    boolean addNext(Supplier<Point> source) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (add(source.get())) {
                return true;
            }
        }
        return false;
    }

    private boolean add(Point point) {
        List<Trial> trials = new ArrayList<>();
        try {
            for (int repeat = 0; repeat < spec.repeats(); repeat++) {
                trials.add(trial(point, repeat));
            }
        } catch (InputException e) {
            e.problems().forEach(problem -> note(point, problem));
            return false;
        }
        return ids.add(trials.get(0).id()) && all.add(new Candidate(all.size(), point, trials));
    }

    /** Returns the points in the order in which they were added. */
    List<Candidate> all() {
        return List.copyOf(all);
    }

    /** Throws every problem that a point had, each once, with the first point that has it. */
    private void throwProblems() {
        if (!problems.isEmpty()) {
            throw new InputException(List.copyOf(problems.values()));
        }
    }

    /**
     * Draws points, each different from those before; fewer, where the parameters have no more values.
     *
     * @throws InputException if some make no valid config
     */
    void draw(int count, long seed) {
        boolean found = true;
        for (int i = 0; i < count && found; i++) {
            RandomStream random = new RandomStream(seed, STREAM, i);
            found = addNext(() -> Point.at(spec.parameters(), random::nextDouble));
        }
        throwProblems();
    }

    /**
     * Takes every combination of the values, the last parameter varying fastest.
     *
     * @throws InputException if there are too many, or some make no valid config
     */
    void combine() {
        long count = 1;
        for (Parameter parameter : spec.parameters()) {
            count = Math.min(count * parameter.distribution().count(), 1L << 40);
            if (count > MOST) {
                String message = "too many combinations, found more than %d. Search at random.".formatted(MOST);
                throw new InputException("parameters", "", message);
            }
        }
        for (long i = 0; i < count; i++) {
            add(combination(i));
        }
        throwProblems();
    }

    private Point combination(long number) {
        List<Parameter> parameters = spec.parameters();
        List<JsonNode> values = new ArrayList<>();
        long rest = number;
        for (int i = parameters.size() - 1; i >= 0; i--) {
            Distribution distribution = parameters.get(i).distribution();
            values.add(0, distribution.at((rest % distribution.count() + 0.5) / distribution.count()));
            rest /= distribution.count();
        }
        return new Point(values);
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
                config.training().epochs(),
                id);
    }

    private void requireAboveZero(String path, int value) {
        if (value == 0) {
            String message = "nothing to rank trials by, found 0, expected at least 1. Choose a number above 0.";
            throw new InputException(spec.base().source(), path, message);
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
