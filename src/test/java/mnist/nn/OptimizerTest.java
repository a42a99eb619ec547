package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.config.OptimizerType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Steps on {@code f(w) = w^2}, whose gradient is 2 w, worked by hand from w = 1; and on a quadratic of three numbers beside the
 * formulas of the papers, written once more in float64.
 */
class OptimizerTest {
    private static final double[] CURVATURE = {1, 0.1, 4};
    private static final double[] MINIMUM = {2, -3, 0.5};

    /** An optimiser, and what its formula makes of numbers with their gradients; it keeps what it needs. */
    record Case(String name, Optimizer optimizer, Formula formula) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One step: from the numbers before to those after. */
    interface Formula {
        double[] step(double[] w, double eta, int t);
    }

    static Stream<Case> optimizers() {
        return Stream.of(
                new Case("sgd", new GradientDescent(), (w, eta, t) -> minus(w, times(eta, gradient(w)))),
                new Case("momentum", new Momentum(0.8), new PlainMomentum(0.8)),
                new Case("nesterov", new Nesterov(0.8), new PlainNesterov(0.8)),
                new Case("adam", new Adam(0.9, 0.99, 1e-3, 0), new PlainAdam(0.9, 0.99, 1e-3, 0)),
                new Case("adamw", new Adam(0.9, 0.99, 1e-3, 0.3), new PlainAdam(0.9, 0.99, 1e-3, 0.3)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void threeHundredStepsOnAQuadraticEqualThePapersFormula(Case c) {
        Steps steps = new Steps(c.optimizer, new double[] {1, 1, -1});
        double[] plain = {1, 1, -1};
        for (int t = 1; t <= 300; t++) {
            double eta = 0.1 / (1 + t / 50.0);
            steps.take(eta, t);
            plain = c.formula.step(plain, eta, t);
            for (int i = 0; i < plain.length; i++) {
                assertEquals(plain[i], steps.w.copy().getDouble(i), 2e-5, "step " + t + ", number " + i);
            }
        }
    }

    @Test
    void everyOptimizerThatStepsOnGradientsIsComparedWithItsFormula() {
        assertEquals(
                Arrays.stream(OptimizerType.values())
                        .filter(type -> !type.takesWholeBatch())
                        .map(OptimizerType::label)
                        .toList(),
                optimizers().map(Case::name).toList());
    }

    /** Halves of a step: w := w - 0.25 * 2 w. */
    @Test
    void gradientDescentGoesDownhillInProportionToTheGradient() {
        assertSteps(new GradientDescent(), 0.25, 0.5, 0.25, 0.125);
    }

    @Test
    void momentumAddsTheGradientToItsVelocity() {
        // v := v/2 - w/2, w := w + v:  v = -1/2, w = 1/2;  v = -1/4 - 1/4 = -1/2, w = 0;  v = -1/4 - 0, w = -1/4
        assertSteps(new Momentum(0.5), 0.25, 0.5, 0, -0.25);
        assertSteps(new Momentum(0), 0.25, 0.5, 0.25, 0.125);
    }

    @Test
    void nesterovLooksWhereItsVelocityLeads() {
        // v := v/2 - w/2, w := w + v/2 - (the old w)/2:
        // v = -1/2, w = 1 - 1/4 - 1/2 = 1/4;  v = -1/4 - 1/8 = -3/8, w = 1/4 - 3/16 - 1/8 = -1/16;
        // v = -3/16 + 1/32 = -5/32, w = -1/16 - 5/64 + 1/32 = -7/64
        assertSteps(new Nesterov(0.5), 0.25, 0.25, -0.0625, -0.109375);
        assertSteps(new Nesterov(0), 0.25, 0.5, 0.25, 0.125);
    }

    @Test
    void adamsStepsAreAsLongAsTheRateWhileTheGradientKeepsItsSize() {
        // Without memory: m = g, v = g^2, so that each step is eta * sign(g), but for epsilon.
        assertSteps(new Adam(0, 0, 1e-12, 0), 0.25, 0.75, 0.5, 0.25);
        // g = 2: m = 1, v = 2; made good: 2 and 4; w = 1 - 2/2 / 4 = 3/4.
        // g = 3/2: m = 5/4, v = 17/8; made good: 5/3 and 17/6; w = 3/4 - 5/3 / sqrt(17/6) / 4.
        assertSteps(new Adam(0.5, 0.5, 1e-12, 0), 0.25, 0.75, 0.75 - 5 / 12.0 / Math.sqrt(17 / 6.0));
    }

    @Test
    void adamwTakesAShareOfTheWeightsButNotOfTheBiases() {
        // w = 1 - 0.25 * 0.4 * 1 - 0.25
        assertSteps(new Adam(0, 0, 1e-12, 0.4), 0.25, 0.65);
        Steps biases = new Steps(new Adam(0, 0, 1e-12, 0.4), new double[] {1, 1, 1}, false);
        biases.take(0.25, 1);
        assertEquals(1.25, biases.w.copy().getDouble(0), 1e-6);
    }

    private static void assertSteps(Optimizer optimizer, double eta, double... expected) {
        Steps steps = new Steps(optimizer, new double[] {1});
        for (int t = 1; t <= expected.length; t++) {
            steps.take(eta, t);
            assertEquals(expected[t - 1], steps.w.copy().getDouble(0), 1e-7, "step " + t);
        }
    }

    /** Steps on w^2, or of three numbers on the quadratic, in float32. */
    private static final class Steps {
        private final Optimizer optimizer;
        private final Matrix w;
        private final Optimizer.Block block;

        Steps(Optimizer optimizer, double[] start) {
            this(optimizer, start, true);
        }

        Steps(Optimizer optimizer, double[] start, boolean areWeights) {
            this.optimizer = optimizer;
            w = matrix(start);
            List<Matrix> state = IntStream.range(0, optimizer.stateNames().size())
                    .mapToObj(i -> matrix(new double[start.length]))
                    .toList();
            Matrix memory = optimizer.needsGradient() ? matrix(new double[start.length]) : null;
            block = new Optimizer.Block(w, state, memory, areWeights);
        }

        void take(double eta, int t) {
            double[] now = w.copy().dup().data().asDouble();
            double[] g = now.length == 1 ? new double[] {2 * now[0]} : gradient(now);
            optimizer.step(block, (before, factor, target) -> target.accumulate(before, factor, matrix(g)), eta, t);
        }
    }

    private static Matrix matrix(double[] values) {
        Matrix matrix = Matrix.zeros(DataType.FLOAT, values.length, 1);
        matrix.accumulate(0, 1, Matrix.of(Nd4j.createFromArray(toFloats(values)).reshape('f', values.length, 1)));
        return matrix;
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
        return floats;
    }

    private static double[] gradient(double[] w) {
        return IntStream.range(0, w.length)
                .mapToDouble(i -> CURVATURE[i] * (w[i] - MINIMUM[i]))
                .toArray();
    }

    private static double[] minus(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    }

    private static double[] times(double factor, double[] a) {
        return DoubleStream.of(a).map(x -> factor * x).toArray();
    }

    /** Polyak: v := mu v - eta g(w), w := w + v. */
    private static final class PlainMomentum implements Formula {
        private final double mu;
        private double[] v = new double[3];

        PlainMomentum(double mu) {
            this.mu = mu;
        }

        @Override
        public double[] step(double[] w, double eta, int t) {
            v = minus(times(mu, v), times(eta, gradient(w)));
            return minus(w, times(-1, v));
        }
    }

    /** Sutskever et al.: v := mu v - eta g(p + mu v), p := p + v; what is compared are the points ahead, p + mu v. */
    private static final class PlainNesterov implements Formula {
        private final double mu;
        private double[] v = new double[3];
        private double[] p;

        PlainNesterov(double mu) {
            this.mu = mu;
        }

        @Override
        public double[] step(double[] w, double eta, int t) {
            p = p == null ? w : p;
            double[] ahead = minus(p, times(-mu, v));
            v = minus(times(mu, v), times(eta, gradient(ahead)));
            p = minus(p, times(-1, v));
            return minus(p, times(-mu, v));
        }
    }

    /** Kingma and Ba, algorithm 1, with the decay of Loshchilov and Hutter, algorithm 2. */
    private record PlainAdam(double beta1, double beta2, double epsilon, double lambda, double[] m, double[] v)
            implements Formula {
        PlainAdam(double beta1, double beta2, double epsilon, double lambda) {
            this(beta1, beta2, epsilon, lambda, new double[3], new double[3]);
        }

        @Override
        public double[] step(double[] w, double eta, int t) {
            double[] g = gradient(w);
            double[] after = new double[w.length];
            for (int i = 0; i < w.length; i++) {
                m[i] = beta1 * m[i] + (1 - beta1) * g[i];
                v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
                double meanHat = m[i] / (1 - Math.pow(beta1, t));
                double squareHat = v[i] / (1 - Math.pow(beta2, t));
                after[i] = w[i] - eta * meanHat / (Math.sqrt(squareHat) + epsilon) - eta * lambda * w[i];
            }
            return after;
        }
    }
}
