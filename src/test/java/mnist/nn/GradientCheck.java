package mnist.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradient by central differences, {@code (C(w + h) - C(w - h)) / 2h} for each parameter (SOURCES S1). */
final class GradientCheck {
    private static final double H = 1e-5;
    /** Examples whose costs rise and fall with a bias alike have together a gradient of 0, which the differences miss by rounding. */
    private static final double NOTHING = 1e-8;

    private final ForwardPass forward;
    private final Objective objective;
    private final Matrix images;
    private final int[] labels;

    GradientCheck(ForwardPass forward, Objective objective, Matrix images, int[] labels) {
        this.forward = forward;
        this.objective = objective;
        this.images = images;
        this.labels = labels;
    }

    /**
     * Returns {@code |g - n| / sqrt(|g|^2 + |n|^2)} for the gradient g and the numerical gradient n of a layer's weights or
     * biases, the largest over the layers: 0 where they agree.
     */
    double relativeError(Parameters gradient) {
        Parameters parameters = forward.network().parameters();
        double largest = 0;
        for (int l = 1; l <= parameters.architecture().layers(); l++) {
            largest = Math.max(largest, relativeError(parameters.weights(l), gradient.weights(l)));
            largest = Math.max(largest, relativeError(parameters.biases(l), gradient.biases(l)));
        }
        return largest;
    }

    private double relativeError(INDArray parameters, INDArray gradient) {
        double difference = 0;
        double size = 0;
        for (int j = 0; j < parameters.rows(); j++) {
            for (int i = 0; i < parameters.columns(); i++) {
                double numerical = derivative(parameters, j, i);
                difference += Math.pow(gradient.getDouble(j, i) - numerical, 2);
                size += Math.pow(gradient.getDouble(j, i), 2) + Math.pow(numerical, 2);
            }
        }
        return Math.sqrt(difference / (size + NOTHING));
    }

    private double derivative(INDArray parameters, int j, int i) {
        double w = parameters.getDouble(j, i);
        parameters.putScalar(j, i, w + H);
        double above = cost();
        parameters.putScalar(j, i, w - H);
        double below = cost();
        parameters.putScalar(j, i, w);
        return (above - below) / (2 * H);
    }

    private double cost() {
        forward.run(images);
        return forward.costSum(objective, labels) / labels.length;
    }
}
