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
    private final SweepSpec spec;
    private final SearchSettings.Halving settings;
    private final List<Candidate> all;
    private final int lastEpoch;
    private List<Candidate> left;
    private long epochs;

    HalvingSearch(SweepSpec spec, SearchSettings.Halving settings, List<Candidate> all) {
        this.spec = spec;
        this.settings = settings;
        this.all = all;
        this.left = all;
        lastEpoch = spec.config(all.get(0).point(), 0).training().epochs();
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
        epochs = epochs == 0 ? settings.minEpochs() : epochs * settings.factor();
        // With one point left there is nobody to compare it with.
        epochs = left.size() == 1 ? lastEpoch : Math.min(epochs, lastEpoch);
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

    @Override
    public int expectedTrainings() {
        int trainings = 0;
        int points = all.size();
        long reached = settings.minEpochs();
        while (true) {
            trainings += points * spec.repeats();
            if (reached >= lastEpoch || points == 1) {
                return trainings;
            }
            points = Math.max(1, points / settings.factor());
            reached *= settings.factor();
        }
    }

    @Override
    public List<Candidate> candidates() {
        return all;
    }
}
