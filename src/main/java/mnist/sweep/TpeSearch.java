package mnist.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import mnist.data.RandomStream;
import mnist.space.Parameter;
import mnist.space.Point;
import mnist.space.TreeParzen;

/**
 * Search with {@link TreeParzen}: first points at random, then a few at a time, each few from the results of all before
 * them. How many a few are is part of the spec, and not the number of threads: the points must not depend on that.
 */
final class TpeSearch implements Search {
    private static final String STREAM = "sweep proposals";

    private final SweepSpec spec;
    private final SearchSettings.Tpe settings;
    private final Candidates candidates;
    private final TreeParzen model;
    private boolean exhausted;
    private int proposed;

    TpeSearch(SweepSpec spec, SearchSettings.Tpe settings, Candidates candidates) {
        this.spec = spec;
        this.settings = settings;
        this.candidates = candidates;
        model = new TreeParzen(
                spec.parameters().stream().map(Parameter::distribution).toList());
        candidates.draw(Math.min(settings.startup(), settings.trials()), settings.seed());
        exhausted = candidates.all().isEmpty();
    }

    @Override
    public Optional<Round> next(Function<Candidate, OptionalDouble> scores) {
        if (proposed > 0) {
            propose(scores);
        }
        List<Candidate> all = candidates.all();
        List<Candidate> fresh = all.subList(proposed, all.size());
        proposed = all.size();
        return fresh.isEmpty() ? Optional.empty() : Optional.of(new Round(fresh, Round.ALL_EPOCHS));
    }

    private void propose(Function<Candidate, OptionalDouble> scores) {
        List<TreeParzen.Tried> tried = new ArrayList<>();
        for (Candidate candidate : candidates.all()) {
            tried.add(new TreeParzen.Tried(
                    places(candidate.point()), scores.apply(candidate).orElse(Double.POSITIVE_INFINITY)));
        }
        int batch = Math.min(settings.batch(), settings.trials() - proposed);
        for (int i = 0; i < batch && !exhausted; i++) {
            RandomStream random = new RandomStream(settings.seed(), STREAM, proposed + i);
            exhausted = !candidates.addNext(() -> point(model.propose(tried, random)));
        }
    }

    private Point point(double[] places) {
        return Point.at(spec.parameters(), Arrays.stream(places).iterator()::nextDouble);
    }

    private double[] places(Point point) {
        double[] places = new double[point.values().size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = spec.parameters()
                    .get(i)
                    .distribution()
                    .placeOf(point.values().get(i));
        }
        return places;
    }

    /** Points that are not proposed yet are taken to be as long as those that are. */
    @Override
    public Work expected() {
        int trainings = (exhausted ? proposed : settings.trials()) * spec.repeats();
        Work known = Work.of(candidates.all());
        return new Work(trainings, Math.round((double) known.epochs() / Math.max(1, known.trainings()) * trainings));
    }

    @Override
    public List<Candidate> candidates() {
        return candidates.all();
    }
}
