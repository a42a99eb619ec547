package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import mnist.config.ConfigWriter;
import mnist.space.Point;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final String TWO = """
            "optimizer.learningRate": {"logUniform": [0.01, 10]},
            "training.batchSize": {"integer": [1, 50]}""";

    @Test
    void aGridTakesEveryCombinationTheLastParameterFastest() {
        SweepSpec spec = TestSpecs.of(
                "{\"type\": \"grid\"}", TestSpecs.RATES + ", \"training.batchSize\": {\"integer\": [10, 12]}", "");
        assertEquals(
                List.of("0.1 10", "0.1 11", "0.1 12", "1 10", "1 11", "1 12"),
                Search.of(spec).candidates().stream()
                        .map(c -> c.point().text(0) + " " + c.point().text(1))
                        .toList());
    }

    @Test
    void repeatsAreTheSeedsFromTheBasesOnAndTheIdIsTheHashOfTheConfig() {
        SweepSpec spec = TestSpecs.of("{\"type\": \"grid\"}", TestSpecs.RATES, ", \"repeats\": 3");
        List<Trial> trials = Search.of(spec).candidates().get(1).trials();
        assertEquals(List.of(5L, 6L, 7L), trials.stream().map(Trial::seed).toList());
        assertEquals(List.of(4, 5, 6), trials.stream().map(Trial::number).toList());
        assertEquals(
                ConfigWriter.sha256(spec.config(trials.get(2).point(), 2)).substring(0, 16),
                trials.get(2).id());
    }

    @Test
    void pointsWithOneEffectiveConfigAreOnePoint() {
        SweepSpec spec = TestSpecs.of(
                "{\"type\": \"grid\"}", "\"network.hidden\": {\"choice\": [\"tanh\", [\"tanh\"], \"relu\"]}", "");
        assertEquals(2, Search.of(spec).candidates().size());
    }

    @Test
    void randomPointsDependOnTheSeedAloneAndOnNoOtherPoint() {
        List<String> ten = texts("{\"type\": \"random\", \"trials\": 10, \"seed\": 3}");
        assertEquals(
                ten,
                texts("{\"type\": \"random\", \"trials\": 20, \"seed\": 3}").subList(0, 10));
        assertNotEquals(ten, texts("{\"type\": \"random\", \"trials\": 10, \"seed\": 4}"));
        assertEquals(10, Set.copyOf(ten).size());
    }

    @Test
    void halfOfLogUniformDrawsLieBelowTheGeometricMean() {
        SweepSpec spec = TestSpecs.of("{\"type\": \"random\", \"trials\": 400}", TWO, "");
        long below = Search.of(spec).candidates().stream()
                .filter(c -> c.point().values().get(0).doubleValue() < Math.sqrt(0.01 * 10))
                .count();
        // Four standard deviations of a binomial distribution are 40.
        assertTrue(Math.abs(below - 200) < 40, "below " + below);
    }

    @Test
    void aSmallSpaceIsTakenWholeAndNoPointTwice() {
        SweepSpec spec = TestSpecs.of("{\"type\": \"random\", \"trials\": 50}", TestSpecs.RATES, "");
        assertEquals(2, Search.of(spec).candidates().size());
    }

    @Test
    void halvingTrainsTheBestThirdThreeTimesAsLong() {
        SweepSpec spec = TestSpecs.of("{\"type\": \"halving\", \"trials\": 9}", TWO, "");
        Search search = Search.of(spec);
        List<Search.Round> rounds = play(search, c -> OptionalDouble.of(-c.index()));
        assertEquals(List.of(1, 3, 4), rounds.stream().map(Search.Round::epochs).toList());
        assertEquals(
                List.of(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8), List.of(6, 7, 8), List.of(8)),
                rounds.stream()
                        .map(r -> r.candidates().stream().map(Candidate::index).toList())
                        .toList());
        assertEquals(13, search.expected().trainings());
        // Nine for one epoch, three for two more, one for the last.
        assertEquals(9 + 3 * 2 + 1, search.expected().epochs());
    }

    @Test
    void halvingDropsFailedPointsAndEndsWhenAllHaveFailed() {
        SweepSpec spec = TestSpecs.of("{\"type\": \"halving\", \"trials\": 9}", TWO, "");
        List<Search.Round> rounds =
                play(Search.of(spec), c -> c.index() == 4 ? OptionalDouble.of(1) : OptionalDouble.empty());
        assertEquals(List.of(1, 4), rounds.stream().map(Search.Round::epochs).toList());
        assertEquals(4, rounds.get(1).candidates().get(0).index());
        assertEquals(1, play(Search.of(spec), c -> OptionalDouble.empty()).size());
    }

    @Test
    void tpeProposesDistinctPointsInBatchesAndReplaysThem() {
        SweepSpec spec = TestSpecs.of("{\"type\": \"tpe\", \"trials\": 20, \"startup\": 6, \"batch\": 4}", TWO, "");
        Function<Candidate, OptionalDouble> scores =
                c -> OptionalDouble.of(Math.abs(c.point().values().get(1).intValue() - 30));
        List<Search.Round> rounds = play(Search.of(spec), scores);
        assertEquals(
                List.of(6, 4, 4, 4, 2),
                rounds.stream().map(r -> r.candidates().size()).toList());
        assertEquals(rounds.toString(), play(Search.of(spec), scores).toString());
        Set<Point> points = new HashSet<>();
        rounds.forEach(r -> r.candidates().forEach(c -> points.add(c.point())));
        assertEquals(20, points.size());
    }

    private static List<String> texts(String search) {
        return Search.of(TestSpecs.of(search, TWO, "")).candidates().stream()
                .map(c -> c.point().values().toString())
                .toList();
    }

    private static List<Search.Round> play(Search search, Function<Candidate, OptionalDouble> scores) {
        List<Search.Round> rounds = new ArrayList<>();
        for (Optional<Search.Round> r = search.next(scores); r.isPresent(); r = search.next(scores)) {
            rounds.add(r.get());
        }
        return rounds;
    }
}
