package mnist.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Synchronous successive halving (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter
 * optimization", AISTATS 2016). With factor f and r epochs to begin with, rung k trains what is left of n points,
 * {@code n / f^k} of them, to {@code r f^k} epochs in all; the last rung ends with the config's own number of epochs.
 * A point that is kept is not trained anew: its run is resumed.
 */
final class HalvingSearch implements Search {
    private final SearchSettings.Halving settings;
    private final List<Candidate> all;
    private final int lastEpoch;
    private List<Candidate> left;
    private long epochs;

    HalvingSearch(SearchSettings.Halving settings, List<Candidate> all) {
        this.settings = settings;
        this.all = all;
        this.left = all;
        lastEpoch = all.get(0).trials().get(0).epochs();
    }

    @Override
    public Optional<Round> next(Function<Candidate, OptionalDouble> scores) {
        if (epochs >= lastEpoch && epochs > 0) {
            return Optional.empty();
        }
        if (epochs > 0) {
            left = best(scores);
        }
        if (left.isEmpty()) {
            return Optional.empty();
        }
        epochs = nextEpochs(left.size(), epochs);
        return Optional.of(new Round(left, (int) epochs));
    }

    /** The best fraction in the order of their numbers; of equal scores the earlier point is kept. */
    private List<Candidate> best(Function<Candidate, OptionalDouble> scores) {
        int count = Math.max(1, left.size() / settings.factor());
        return left.stream()
                .filter(candidate -> scores.apply(candidate).isPresent())
                .sorted(Comparator.comparingDouble(
                        candidate -> scores.apply(candidate).getAsDouble()))
                .limit(count)
                .sorted(Comparator.comparingInt(Candidate::index))
                .toList();
    }

    /** Adds up all rungs, and all seeds, if no trial fails. */
    @Override
    public Work expected() {
        long trainings = 0;
        long sum = 0;
        long points = all.size();
        int repeats = all.get(0).trials().size();
        long reached = 0;
        while (reached < lastEpoch) {
            long next = nextEpochs(points, reached);
            trainings += points * repeats;
            sum += points * repeats * (next - reached);
            points = Math.max(1, points / settings.factor());
            reached = next;
        }
        return new Work((int) trainings, sum);
    }

    /** With one point left there is nobody to compare it with. */
    private long nextEpochs(long points, long reached) {
        long next = reached == 0 ? settings.minEpochs() : reached * settings.factor();
        return points == 1 ? lastEpoch : Math.min(next, lastEpoch);
    }

    @Override
    public List<Candidate> candidates() {
        return all;
    }
}
