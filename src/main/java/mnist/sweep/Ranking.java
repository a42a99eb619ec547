package mnist.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import mnist.runs.Sample;
import mnist.sweep.TrialOutcome.Status;

/**
 * Ranks the points of a sweep by the mean of the objective over their seeds.
 *
 * @param spec of the sweep
 * @param outcomes of its trials
 */
record Ranking(SweepSpec spec, Function<Trial, TrialOutcome> outcomes) {
    /**
     * Returns the mean over a point's seeds as a number of which less is better, or nothing if one of them failed or is not done:
     * the mean of the others would flatter a point that sometimes diverges.
     */
    OptionalDouble score(Candidate candidate) {
        return candidate.trials().stream().map(outcomes).allMatch(TrialOutcome::isRanked)
                ? OptionalDouble.of(
                        spec.objective().toMinimise(sample(candidate).mean()))
                : OptionalDouble.empty();
    }

    private Sample sample(Candidate candidate) {
        return Sample.of(candidate.trials().stream()
                .mapToDouble(trial -> outcomes.apply(trial).best().value(spec.objective()))
                .toArray());
    }

    /** Returns the points that can be ranked, the best first: those trained to the end, then those that were pruned late. */
    List<Candidate> order(List<Candidate> all) {
        return all.stream()
                .filter(candidate -> score(candidate).isPresent())
                .sorted(Comparator.comparingInt((Candidate candidate) -> -prunedAfter(candidate))
                        .thenComparingDouble(candidate -> score(candidate).getAsDouble()))
                .toList();
    }

    private int prunedAfter(Candidate candidate) {
        TrialOutcome first = outcomes.apply(candidate.trials().get(0));
        return first.status() == Status.COMPLETED ? Integer.MAX_VALUE : first.budget();
    }

    /** Describes points in their order. */
    List<SweepResult.Ranked> describe(List<Candidate> order) {
        List<SweepResult.Ranked> ranked = new ArrayList<>();
        for (Candidate candidate : order) {
            Sample sample = sample(candidate);
            ranked.add(new SweepResult.Ranked(
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
