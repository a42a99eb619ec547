package mnist.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import mnist.data.RandomStream;
import mnist.space.Importance.Effect;
import mnist.space.Importance.Group;
import mnist.space.Importance.Scored;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final List<Parameter> CHOICE = List.of(new Parameter(
            "optimizer.learningRate",
            new Distribution.Choice(List.of(DoubleNode.valueOf(0.1), DoubleNode.valueOf(1)))));
    private static final List<Parameter> TWO_RANGES = List.of(
            new Parameter("optimizer.learningRate", new Distribution.Uniform(0, 1)),
            new Parameter("training.batchSize", new Distribution.Whole(1, 100)));
    private static final List<Parameter> WHOLE =
            List.of(new Parameter("training.batchSize", new Distribution.Whole(1, 64)));

    /** More is better, as of an accuracy. */
    private static Importance of(List<Parameter> parameters, List<Scored> trials) {
        return Importance.of(parameters, trials, OptionalInt.empty(), objective -> -objective);
    }

    private static List<Double> shares(Importance importance) {
        return importance.parameters().stream().map(Effect::share).toList();
    }

    /** Trials at random points of two ranges, and the objective as a function of their places on the scales. */
    private static List<Scored> trials(int count, long seed, ToDoubleFunction<double[]> objective) {
        RandomStream random = new RandomStream(seed, "test", 0);
        List<Scored> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] x = {random.nextDouble(), random.nextDouble()};
            List<JsonNode> values = new ArrayList<>();
            values.add(TWO_RANGES.get(0).distribution().at(x[0]));
            values.add(TWO_RANGES.get(1).distribution().at(x[1]));
            trials.add(new Scored(new Point(values), objective.applyAsDouble(x)));
        }
        return trials;
    }

    /** The shares of each of many analyses, sorted. */
    private static double[] sharesOfNoise(List<Parameter> space, int trials, int parameters) {
        return IntStream.range(0, 100)
                .mapToDouble(seed -> {
                    RandomStream random = new RandomStream(seed, "noise", 0);
                    List<Scored> noise = new ArrayList<>();
                    for (int i = 0; i < trials; i++) {
                        Point point = Point.at(space, random::nextDouble);
                        noise.add(new Scored(point, 0.9 + 0.01 * random.nextGaussian()));
                    }
                    Importance importance = of(space, noise);
                    assertEquals(parameters, importance.parameters().size());
                    return shares(importance).stream().mapToDouble(s -> s).sum();
                })
                .sorted()
                .toArray();
    }

    @Test
    void whatTwoTiedValuesHaveOfNoiseIsAboutNothing() {
        double[] shares = sharesOfNoise(CHOICE, 20, 1);
        assertTrue(Arrays.stream(shares).average().orElseThrow() < 0.02, Arrays.toString(shares));
        assertTrue(shares[49] == 0, Arrays.toString(shares));
    }

    @Test
    void whatRangesHaveOfNoiseIsAboutNothing() {
        double[] shares = sharesOfNoise(TWO_RANGES, 40, 2);
        assertTrue(Arrays.stream(shares).average().orElseThrow() < 0.02, Arrays.toString(shares));
    }

    @Test
    void noiseIsHardlyEverTakenForSure() {
        long sure = IntStream.range(0, 100)
                .mapToObj(seed -> of(
                        TWO_RANGES,
                        trials(
                                20,
                                seed,
                                x -> new RandomStream(seed, "noise", Double.doubleToLongBits(x[0])).nextGaussian())))
                .flatMap(importance -> importance.parameters().stream())
                .filter(Importance.Effect::sure)
                .count();
        assertTrue(sure <= 200 / 20, sure + " of 200");
    }

    @Test
    void aSumHasTheSharesOfItsTerms() {
        // 2 x + y with x and y uniform: variances 4 / 12 and 1 / 12.
        Importance importance = of(TWO_RANGES, trials(300, 1, x -> 2 * x[0] + x[1]));
        assertEquals(0.8, shares(importance).get(0), 0.03);
        assertEquals(0.2, shares(importance).get(1), 0.03);
        assertTrue(importance.parameters().stream().allMatch(Importance.Effect::sure), importance.toString());
        assertEquals(0, importance.interactions().get(0).share(), 0.03);
        assertTrue(importance.explained() > 0.95, importance.toString());
        assertTrue(importance.parameters().get(0).spread() < 0.03, importance.toString());
    }

    @Test
    void whatTwoParametersDoOnlyTogetherIsTheirInteraction() {
        Importance importance = of(TWO_RANGES, trials(300, 1, x -> (x[0] - 0.5) * (x[1] - 0.5)));
        assertEquals(0, shares(importance).get(0), 0.03);
        assertEquals(0, shares(importance).get(1), 0.03);
        assertEquals(1, importance.interactions().get(0).share(), 0.1);
    }

    @Test
    void aSumWithAnInteractionIsPartedIntoItsThreeShares() {
        // x (1 + y): a_x = 3 x / 2, a_y = (1 + y) / 2, and V = (1/3) (7/3) - (3/4)^2 = 31/144, of which 27, 3 and 1.
        Importance importance = of(TWO_RANGES, trials(1000, 1, x -> x[0] * (1 + x[1])));
        assertEquals(27 / 31.0, shares(importance).get(0), 0.01);
        assertEquals(3 / 31.0, shares(importance).get(1), 0.01);
        assertEquals(1 / 31.0, importance.interactions().get(0).share(), 0.01);
    }

    @Test
    void noiseOnTopTakesItsShareFromEach() {
        // As much variance of noise (5 / 12) as of 2 x + y.
        RandomStream noise = new RandomStream(1, "noise", 0);
        Importance importance =
                of(TWO_RANGES, trials(1000, 1, x -> 2 * x[0] + x[1] + Math.sqrt(5 / 12.0) * noise.nextGaussian()));
        assertEquals(0.5, importance.explained(), 0.05);
        assertEquals(0.4, shares(importance).get(0), 0.1);
        assertEquals(0.1, shares(importance).get(1), 0.05);
    }

    @Test
    void trialsThatCrowdWhereTheGoodOnesAreChangeTheSharesLittle() {
        List<Scored> trials = trials(500, 1, x -> 2 * x[0] + x[1]);
        List<Scored> adaptive = new ArrayList<>(trials.subList(0, 150));
        trials.stream().skip(150).filter(trial -> trial.objective() > 2).forEach(adaptive::add);
        assertTrue(adaptive.size() > 200, "only " + adaptive.size());
        assertEquals(0.8, shares(of(TWO_RANGES, adaptive)).get(0), 0.05);
        assertEquals(0.2, shares(of(TWO_RANGES, adaptive)).get(1), 0.05);
    }

    @Test
    void valuesThatExplainAllHaveTheWholeShare() {
        List<Scored> trials = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trials.add(new Scored(new Point(List.of(DoubleNode.valueOf(i % 2 == 0 ? 0.1 : 1))), i % 2));
        }
        assertEquals(1, shares(of(CHOICE, trials)).get(0), 1e-9);
    }

    @Test
    void noTrialsAndEqualTrialsHaveNoShares() {
        assertEquals(List.of(0.0, 0.0), shares(of(TWO_RANGES, List.of())));
        assertEquals(List.of(0.0, 0.0), shares(of(TWO_RANGES, trials(20, 1, x -> 0.9))));
        assertEquals(List.of(0.0, 0.0), shares(of(TWO_RANGES, trials(2, 1, x -> x[0]))));
    }

    @Test
    void equalValuesOfARangeStandInOneGroup() {
        List<Scored> trials = new ArrayList<>();
        for (long value : new long[] {8, 16, 32, 32, 40, 44, 44, 44, 50, 60, 64, 64}) {
            trials.add(new Scored(new Point(List.of(LongNode.valueOf(value))), value));
        }
        assertEquals(
                List.of(
                        new Group("8 to 32", 4, 22, 32),
                        new Group("40 to 44", 4, 43, 44),
                        new Group("50 to 60", 2, 55, 60),
                        new Group("64", 2, 64, 64)),
                of(WHOLE, trials).parameters().get(0).groups());
    }

    @Test
    void aRangeIsPartedIntoGroupsOfEqualSize() {
        List<Scored> trials = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<JsonNode> values = List.of(DoubleNode.valueOf(i / 8.0), LongNode.valueOf(5));
            trials.add(new Scored(new Point(values), i));
        }
        Importance importance = of(TWO_RANGES, trials);
        assertEquals(
                List.of("0.0 to 0.125", "0.25 to 0.375", "0.5 to 0.625", "0.75 to 0.875"),
                importance.parameters().get(0).groups().stream()
                        .map(Group::values)
                        .toList());
        assertEquals(
                List.of(new Group("5", 8, 3.5, 7)),
                importance.parameters().get(1).groups());
    }
}
