package mnist.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.config.ConfigException;
import mnist.data.RandomStream;

/** Points that are known before anything is trained. */
final class FixedPoints {
    private static final String STREAM = "sweep points";
    private static final int ATTEMPTS = 100;

    private FixedPoints() {}

    /**
     * Draws points, each different from those before; fewer, where the parameters have no more values.
     *
     * @throws ConfigException if some make no valid config
     */
    static void draw(SweepSpec spec, int count, long seed, Candidates into) {
        for (int i = 0; i < count; i++) {
            RandomStream random = new RandomStream(seed, STREAM, i);
            if (!drawOne(spec, random, into)) {
                break;
            }
        }
        into.throwProblems();
    }

    private static boolean drawOne(SweepSpec spec, RandomStream random, Candidates into) {
        int refused = into.refused();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Candidate> candidate = into.add(Point.at(spec.parameters(), random::nextDouble));
            if (candidate.isPresent() || into.refused() > refused) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes every combination of the values, the last parameter varying fastest.
     *
     * @throws ConfigException if there are too many, or some make no valid config
     */
    static void combine(SweepSpec spec, Candidates into) {
        long count = 1;
        for (Parameter parameter : spec.parameters()) {
            count = Math.min(count * parameter.distribution().count(), 1L << 40);
            if (count > Candidates.MOST) {
                String message = "too many combinations, found more than %d, expected no more. Search at random."
                        .formatted(Candidates.MOST);
                throw new ConfigException("parameters", "", message);
            }
        }
        for (long i = 0; i < count; i++) {
            into.add(combination(spec.parameters(), i));
        }
        into.throwProblems();
    }

    private static Point combination(List<Parameter> parameters, long number) {
        List<JsonNode> values = new ArrayList<>();
        long rest = number;
        for (int i = parameters.size() - 1; i >= 0; i--) {
            Distribution distribution = parameters.get(i).distribution();
            values.add(0, distribution.at((rest % distribution.count() + 0.5) / distribution.count()));
            rest /= distribution.count();
        }
        return new Point(values);
    }
}
