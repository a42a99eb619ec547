package mnist.training;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Functions with derivatives that one can check with a pencil, among them those of SOURCES S5. */
final class Surfaces {
    /** {@code x^2 + 4}: a minimum at 0. */
    static final Surface PARABOLA = of(w -> w[0] * w[0] + 4, w -> new double[] {2 * w[0]}, w -> new double[][] {{2}});

    /** {@code (x^2 - 3)^2}: minima at the roots of 3, a maximum at 0, and no curvature at 1 and -1. */
    static final Surface ROOT_OF_THREE =
            of(w -> Math.pow(w[0] * w[0] - 3, 2), w -> new double[] {4 * w[0] * (w[0] * w[0] - 3)}, w ->
                    new double[][] {{12 * w[0] * w[0] - 12}});

    /** {@code x^2 - y^2}: a saddle at (0, 0), with no lowest point. */
    static final Surface SADDLE = of(w -> w[0] * w[0] - w[1] * w[1], w -> new double[] {2 * w[0], -2 * w[1]}, w ->
            new double[][] {{2, 0}, {0, -2}});

    /** {@code x^2} of two numbers: its Hessian is singular everywhere. */
    static final Surface VALLEY =
            of(w -> w[0] * w[0], w -> new double[] {2 * w[0], 0}, w -> new double[][] {{2, 0}, {0, 0}});

    /** {@code (1 - x)^2 + 100 (y - x^2)^2} (Rosenbrock 1960): a bent valley with its lowest point at (1, 1). */
    static final Surface ROSENBROCK = of(
            w -> Math.pow(1 - w[0], 2) + 100 * Math.pow(w[1] - w[0] * w[0], 2),
            w -> new double[] {
                -2 * (1 - w[0]) - 400 * w[0] * (w[1] - w[0] * w[0]), 200 * (w[1] - w[0] * w[0]),
            },
            w -> new double[][] {{2 - 400 * (w[1] - 3 * w[0] * w[0]), -400 * w[0]}, {-400 * w[0], 200}});

    private Surfaces() {}

    static Surface of(
            ToDoubleFunction<double[]> cost, UnaryOperator<double[]> gradient, Function<double[], double[][]> hessian) {
        return new Surface() {
            @Override
            public double cost(double[] w) {
                return cost.applyAsDouble(w);
            }

            @Override
            public double gradient(double[] w, double[] target) {
                System.arraycopy(gradient.apply(w), 0, target, 0, w.length);
                return cost(w);
            }

            @Override
            public void curvature(double[] w, double[] v, double[] product) {
                System.arraycopy(times(hessian.apply(w), v), 0, product, 0, w.length);
            }
        };
    }

    static double[] times(double[][] matrix, double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                product[i] += matrix[i][j] * v[j];
            }
        }
        return product;
    }

    /** Takes steps of an optimiser with what it keeps between them. */
    static final class Walk {
        private final BatchOptimizer optimizer;
        private final Surface surface;
        final BatchOptimizer.Memory memory;
        double[] w;
        double alpha;

        Walk(BatchOptimizer optimizer, Surface surface, double... start) {
            this.optimizer = optimizer;
            this.surface = surface;
            this.w = start;
            Map<String, double[]> vectors = new HashMap<>();
            optimizer.vectorNames().forEach(name -> vectors.put(name, new double[start.length]));
            memory = new BatchOptimizer.Memory(vectors, new HashMap<>(optimizer.firstNumbers()));
        }

        Walk steps(int count) {
            for (int i = 0; i < count; i++) {
                double[] gradient = new double[w.length];
                double cost = surface.gradient(w, gradient);
                BatchOptimizer.Move move = optimizer.step(surface, new BatchOptimizer.Point(w, cost, gradient), memory);
                w = move.w();
                alpha = move.alpha();
            }
            return this;
        }

        double cost() {
            return surface.cost(w);
        }
    }
}
