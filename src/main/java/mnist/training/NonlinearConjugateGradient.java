package mnist.training;

import java.util.List;
import java.util.Map;
import mnist.nn.Vectors;

/**
 * Conjugate gradients on a function that is no quadratic (Polak and Ribiere 1969; Nocedal and Wright 2006, section 5.2; SOURCES
 * S5): each direction is downhill, but for what the last one has done already.
 *
 * <pre>{@code
 * beta = g^T (g - g') / g'^T g'      g' the last gradient, d' the last direction
 * d    = -g + beta d'
 * w   := w + alpha d                 alpha by a line search
 * }</pre>
 *
 * <p>It begins again, with beta = 0, where two gradients that follow each other are far from orthogonal, {@code |g^T g'| >= 1/5 g^T g}
 * (Powell 1977), and where d would lead up. On a quadratic of n numbers, n steps find the minimum.
 */
record NonlinearConjugateGradient() implements BatchOptimizer {
    private static final String GRADIENT = "gradient";
    private static final String DIRECTION = "direction";
    /** {@code alpha g^T d} of the last step; the next one is first tried where it would promise as much. */
    private static final String PROMISE = "promise";

    private static final double FAR_FROM_ORTHOGONAL = 0.2;

    @Override
    public List<String> vectorNames() {
        return List.of(GRADIENT, DIRECTION);
    }

    @Override
    public Map<String, Double> firstNumbers() {
        return Map.of(PROMISE, 0.0);
    }

    @Override
    public Move step(Surface surface, Point from, Memory memory) {
        double[] g = from.gradient();
        double[] d = direction(g, memory);
        double slope = Vectors.dot(g, d);
        if (!(slope < 0)) {
            return Move.none(from);
        }
        double promise = memory.numbers().get(PROMISE);
        // The very first step is tried at length 1.
        double first = promise < 0 ? promise / slope : 1 / Math.sqrt(Vectors.dot(d, d));
        double alpha = new LineSearch(surface, from, d).search(first);
        boolean moved = alpha > 0;
        memory.vectors().put(GRADIENT, g);
        memory.vectors().put(DIRECTION, moved ? d : new double[d.length]);
        memory.numbers().put(PROMISE, moved ? alpha * slope : 0);
        return moved ? new Move(Vectors.along(from.w(), alpha, d), alpha) : Move.none(from);
    }

    private static double[] direction(double[] g, Memory memory) {
        double[] before = memory.vectors().get(GRADIENT);
        double gg = Vectors.dot(g, g);
        double along = Vectors.dot(g, before);
        double square = Vectors.dot(before, before);
        boolean restart = square == 0 || Math.abs(along) >= FAR_FROM_ORTHOGONAL * gg;
        double beta = restart ? 0 : (gg - along) / square;
        double[] downhill = Vectors.scaled(-1, g);
        double[] d = Vectors.along(downhill, beta, memory.vectors().get(DIRECTION));
        return Vectors.dot(g, d) < 0 ? d : downhill;
    }
}
