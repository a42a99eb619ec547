package mnist.sweep;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Proposes points, round by round. What it proposes depends on its settings and on the scores of its own points alone. */
interface Search {
    /**
     * Points that are trained side by side.
     *
     * @param candidates the points
     * @param epochs how far they are trained; a trial whose config asks for fewer epochs ends there
     */
    record Round(List<Candidate> candidates, int epochs) {
        /** The epochs of a round whose trials run as long as their configs say. */
        static final int ALL_EPOCHS = Integer.MAX_VALUE;
    }

    /**
     * How much there is to do.
     *
     * @param trainings that are begun or resumed
     * @param epochs of all of them
     */
    record Work(int trainings, long epochs) {
        static Work of(List<Candidate> candidates) {
            IntSummaryStatistics epochs = candidates.stream()
                    .flatMap(candidate -> candidate.trials().stream())
                    .mapToInt(Trial::epochs)
                    .summaryStatistics();
            return new Work((int) epochs.getCount(), epochs.getSum());
        }
    }

    /**
     * Returns the next round, or nothing when the search is over.
     *
     * @param scores of the points of the rounds before: the less the better, or nothing where a trial failed
     */
    Optional<Round> next(Function<Candidate, OptionalDouble> scores);

    /** Returns what all rounds take together, as far as that is known now; for progress and the time that is left. */
    Work expected();

    /** Returns all points so far, in the order in which they were proposed. */
    List<Candidate> candidates();

    /**
     * Makes the search of a spec.
     *
     * @throws mnist.json.InputException if points that are known beforehand make no valid config; all are named
     */
    static Search of(SweepSpec spec) {
        Candidates candidates = new Candidates(spec);
        SearchSettings settings = spec.search();
        if (settings instanceof SearchSettings.Tpe tpe) {
            return new TpeSearch(spec, tpe, candidates);
        }
        if (settings instanceof SearchSettings.Halving halving) {
            candidates.draw(halving.trials(), halving.seed());
            return new HalvingSearch(halving, candidates.all());
        }
        if (settings instanceof SearchSettings.Random random) {
            candidates.draw(random.trials(), random.seed());
        } else {
            candidates.combine();
        }
        return new OneRound(candidates.all());
    }

    /** All points at once. */
    final class OneRound implements Search {
        private final List<Candidate> candidates;
        private boolean done;

        OneRound(List<Candidate> candidates) {
            this.candidates = candidates;
        }

        @Override
        public Optional<Round> next(Function<Candidate, OptionalDouble> scores) {
            Optional<Round> round = done ? Optional.empty() : Optional.of(new Round(candidates, Round.ALL_EPOCHS));
            done = true;
            return round;
        }

        @Override
        public Work expected() {
            return Work.of(candidates);
        }

        @Override
        public List<Candidate> candidates() {
            return candidates;
        }
    }
}
