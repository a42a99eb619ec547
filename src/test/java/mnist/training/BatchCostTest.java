package mnist.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.data.RandomStream;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.nn.Cost;
import mnist.nn.Curvature;
import mnist.nn.Initializer;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Vectors;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** In float64, on minibatches of one part, of four, and of several slices each. */
class BatchCostTest {
    /** A slice of these 28 x 28 images has at most 83, so a quarter of 1,100 is several slices. */
    private static final Dataset DATA = new IdxBuilder()
            .examples(1_200)
            .size(28, 28)
            .pixels((example, row, column) -> (example * 37 + row * 101 * (example % 5) + column * 53) % 256)
            .labels(example -> example % 3)
            .read();

    private static final Objective OBJECTIVE = new Objective(Cost.CROSS_ENTROPY, Activation.SOFTMAX);
    private static final Architecture SHAPE =
            new Architecture(List.of(784, 2, 3), List.of(Activation.TANH, Activation.SOFTMAX));

    private final Network network = Network.initialize(SHAPE, Initializer.XAVIER, 1, DataType.DOUBLE);
    private final double[] w = network.parameters().vector().toDoubleVector();
    private final List<Team> teams = new ArrayList<>();

    private BatchCost on(int examples, Curvature curvature, int threads) {
        BatchCost surface = new BatchCost(network, OBJECTIVE, curvature, DATA);
        Team team = new Team(threads);
        teams.add(team);
        surface.on(IntStream.range(0, examples).map(x -> x * 7 % 1_200).toArray(), team);
        return surface;
    }

    @AfterEach
    void closeTeams() {
        teams.forEach(Team::close);
    }

    private double[] direction() {
        RandomStream random = new RandomStream(5, "direction", 0);
        double[] v = new double[w.length];
        Arrays.setAll(v, i -> random.nextGaussian());
        return v;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_100})
    void gradientIsTheDifferenceOfCostsAndCurvatureThatOfGradients(int examples) {
        double h = 1e-5;
        double[] v = direction();
        BatchCost surface = on(examples, Curvature.HESSIAN, 1);
        double[] gradient = new double[w.length];
        double[] above = new double[w.length];
        double[] below = new double[w.length];
        double[] product = new double[w.length];
        assertEquals(surface.cost(w), surface.gradient(w, gradient), 0);
        double up = surface.gradient(Vectors.along(w, h, v), above);
        double down = surface.gradient(Vectors.along(w, -h, v), below);
        assertEquals((up - down) / (2 * h), Vectors.dot(gradient, v), 1e-7 * Math.abs(Vectors.dot(gradient, v)));
        surface.curvature(w, v, product);
        double[] numerical = Vectors.scaled(1 / (2 * h), Vectors.along(above, -1, below));
        double size = Math.sqrt(Vectors.dot(numerical, numerical));
        assertArrayEquals(numerical, product, 1e-6 * size);
    }

    @Test
    void costAndTallyAreThoseOfTheExamples() {
        double[] zero = new double[w.length];
        BatchCost surface = on(1_100, Curvature.HESSIAN, 1);
        assertEquals(Math.log(3), surface.cost(zero), 1e-12);
        // All outputs are 1/3 and the first class is taken; the examples are 7 x modulo 1,200.
        long first =
                IntStream.range(0, 1_100).filter(x -> x * 7 % 1_200 % 3 == 0).count();
        assertEquals(new Tally(1_100, surface.tally().costSum(), first), surface.tally());
        surface.cost(zero);
        assertEquals(2_200, surface.examplesSeen());
    }

    @Test
    void theNumberOfThreadsMakesNoDifferenceToABit() {
        double[][] products = new double[3][w.length];
        double[][] gradients = new double[3][w.length];
        for (int threads = 1; threads <= 3; threads++) {
            BatchCost surface = on(1_100, Curvature.GAUSS_NEWTON, threads);
            surface.curvature(w, direction(), products[threads - 1]);
            surface.gradient(w, gradients[threads - 1]);
        }
        for (int i = 1; i < 3; i++) {
            assertArrayEquals(products[0], products[i], 0);
            assertArrayEquals(gradients[0], gradients[i], 0);
        }
    }

    /** With softmax and cross-entropy the Gauss-Newton matrix is the Fisher matrix, so that the step is the natural gradient. */
    @Test
    void newtonsStepIsTheNaturalGradient() {
        Dataset dots = new IdxBuilder()
                .examples(20)
                .size(1, 2)
                .pixels((example, row, column) -> (example * 91 + column * 57) % 256)
                .labels(example -> example % 3)
                .read();
        Architecture shape = new Architecture(List.of(2, 3), List.of(Activation.SOFTMAX));
        Network small = Network.initialize(shape, Initializer.XAVIER, 1, DataType.DOUBLE);
        BatchCost surface = new BatchCost(small, OBJECTIVE, Curvature.GAUSS_NEWTON, dots);
        surface.on(IntStream.range(0, 20).toArray(), new Team(1));
        double[] start = small.parameters().vector().toDoubleVector();
        double[] gradient = new double[start.length];
        double cost = surface.gradient(start, gradient);
        double damping = 10;
        double[][] fisher = fisher(dots, start);
        for (int i = 0; i < start.length; i++) {
            fisher[i][i] += damping;
        }
        double[] natural = new LUDecomposition(new Array2DRowRealMatrix(fisher))
                .getSolver()
                .solve(new ArrayRealVector(gradient))
                .toArray();
        Surfaces.Walk walk = new Surfaces.Walk(new NewtonCg(damping, 50), surface, start.clone()).steps(1);
        assertEquals(1, walk.alpha);
        assertArrayEquals(Vectors.along(start, -1, natural), walk.w, 1e-8);
        assertTrue(walk.cost() < cost);
    }

    /**
     * The Fisher matrix of logistic regression by its definition: the mean over examples x, and over labels k with the
     * probabilities that the network gives them, of the outer product of grad log p_k = (e_k - p) (x, 1)^T.
     */
    private static double[][] fisher(Dataset data, double[] w) {
        double[][] fisher = new double[9][9];
        for (int example = 0; example < data.size(); example++) {
            double[] x = {data.pixel(example, 0, 0) / 255.0, data.pixel(example, 0, 1) / 255.0, 1};
            double[] p = probabilities(w, x);
            for (int k = 0; k < 3; k++) {
                // Column by column: W^1 of the first pixel, of the second, b^1.
                double[] gradient = new double[9];
                for (int i = 0; i < 9; i++) {
                    gradient[i] = ((i % 3 == k ? 1 : 0) - p[i % 3]) * x[i / 3];
                }
                for (int i = 0; i < 9; i++) {
                    Vectors.add(p[k] * gradient[i] / data.size(), gradient, fisher[i]);
                }
            }
        }
        return fisher;
    }

    private static double[] probabilities(double[] w, double[] x) {
        double[] p = new double[3];
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            p[k] = Math.exp(w[k] * x[0] + w[3 + k] * x[1] + w[6 + k]);
            sum += p[k];
        }
        return Vectors.scaled(1 / sum, p);
    }
}
