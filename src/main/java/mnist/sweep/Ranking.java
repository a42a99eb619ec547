package mnist.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import mnist.runs.Sample;
import mnist.sweep.TrialOutcome.Status;

/** Ranks the points of a sweep by the mean of the objective over their seeds. */
public final class Ranking {
    /**
     * A point with its place in the ranking.
     *
     * @param rank from 1
     * @param point its values, by the path of the parameter
     * @param epochs how long it was trained
     * @param mean of the objective over its seeds
     * @param deviation their standard deviation (n - 1), or nothing with one seed
     * @param trials the ids of its trials
     */
    public record Ranked(
            int rank,
            Map<String, JsonNode> point,
            int epochs,
            double mean,
            OptionalDouble deviation,
            List<String> trials) {}

    private Ranking() {}

    /**
     * Returns the mean over a point's seeds, or nothing if one of them failed or is not done: the mean of the others would
     * flatter a point that sometimes diverges.
     */
    static OptionalDouble mean(SweepSpec spec, Candidate candidate, Function<Trial, TrialOutcome> outcomes) {
        return candidate.trials().stream().map(outcomes).allMatch(TrialOutcome::isRanked)
                ? OptionalDouble.of(sample(spec, candidate, outcomes).mean())
                : OptionalDouble.empty();
    }

    private static Sample sample(SweepSpec spec, Candidate candidate, Function<Trial, TrialOutcome> outcomes) {
        return Sample.of(candidate.trials().stream()
                .mapToDouble(trial -> outcomes.apply(trial).best().value(spec.objective()))
                .toArray());
    }

    /** Returns the points that can be ranked, the best first: those trained to the end, then those that were pruned late. */
    static List<Candidate> order(SweepSpec spec, List<Candidate> all, Function<Trial, TrialOutcome> outcomes) {
        return all.stream()
                .filter(candidate -> mean(spec, candidate, outcomes).isPresent())
                .sorted(Comparator.comparingInt((Candidate c) -> -prunedAfter(c, outcomes))
                        .thenComparingDouble(
                                c -> spec.toMinimise(mean(spec, c, outcomes).getAsDouble())))
                .toList();
    }

    private static int prunedAfter(Candidate candidate, Function<Trial, TrialOutcome> outcomes) {
        TrialOutcome first = outcomes.apply(candidate.trials().get(0));
        return first.status() == Status.COMPLETED ? Integer.MAX_VALUE : first.epochs();
    }

    /** Describes points in their order. */
    static List<Ranked> describe(SweepSpec spec, List<Candidate> order, Function<Trial, TrialOutcome> outcomes) {
        List<Ranked> ranked = new ArrayList<>();
        for (Candidate candidate : order) {
            Sample sample = sample(spec, candidate, outcomes);
            ranked.add(new Ranked(
                    ranked.size() + 1,
                    candidate.point().byPath(spec.parameters()),
                    outcomes.apply(candidate.trials().get(0)).epochs(),
                    sample.mean(),
                    sample.deviation(),
                    candidate.trials().stream().map(Trial::id).toList()));
        }
        return ranked;
    }
}
