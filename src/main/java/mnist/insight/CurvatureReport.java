package mnist.insight;

import mnist.config.Config.OptimizerConfig;
import mnist.data.Dataset;
import mnist.experiment.Subject;
import mnist.nn.Vectors;
import mnist.storage.Checkpoint;
import mnist.training.MeanCurvature;

/**
 * How the cost surface bends where a network is (SOURCES S5); the numbers that {@code mnist curvature --json} prints. All are of
 * the mean cost over the examples, in float64.
 *
 * @param checkpoint the file
 * @param data the folder of the data set
 * @param split which part of it
 * @param examples how many, the first of that part
 * @param cost the mean cost
 * @param gradientNorm the length of its gradient: 0 at a minimum and on a saddle
 * @param largest the largest eigenvalue of the Hessian, and how far off it may be
 * @param smallest the smallest, with its sign
 * @param shape what the signs of the two say
 * @param steps of Lanczos' method, each one product of the Hessian with a vector
 * @param learningRate of the training; NaN for an optimiser that has none
 * @param stableLearningRate {@code 2 / largest}: with a larger one, plain gradient descent swings ever further across the valley
 *     (SOURCES S5); NaN where no direction curves up
 */
public record CurvatureReport(
        String checkpoint,
        String data,
        String split,
        int examples,
        double cost,
        double gradientNorm,
        Lanczos.Eigenvalue largest,
        Lanczos.Eigenvalue smallest,
        Shape shape,
        int steps,
        double learningRate,
        double stableLearningRate) {
    private static final int MOST_STEPS = 200;
    /** The vectors may have this fraction of the memory that Java may take: one part in N. */
    private static final int MEMORY_SHARE = 4;

    /** What the signs of the eigenvalues say of the surface. At a point without slope it is a minimum, a maximum or a saddle. */
    public enum Shape {
        /** It curves up in every direction. */
        MINIMUM,
        /** It curves down in every direction. */
        MAXIMUM,
        /** It curves up in some directions and down in others. */
        SADDLE,
        /** An eigenvalue is nearer to 0 than it is known. */
        FLAT;

        static Shape of(Lanczos spectrum) {
            if (isUnknown(spectrum.largest()) || isUnknown(spectrum.smallest())) {
                return FLAT;
            }
            boolean up = spectrum.largest().value() > 0;
            boolean down = spectrum.smallest().value() < 0;
            return up && down ? SADDLE : up ? MINIMUM : MAXIMUM;
        }

        private static boolean isUnknown(Lanczos.Eigenvalue eigenvalue) {
            return Math.abs(eigenvalue.value()) <= eigenvalue.bound();
        }
    }

    /**
     * Looks at a network with the first of some examples.
     *
     * @param most how many examples, at most
     */
    public static CurvatureReport of(Subject subject, int most) {
        Checkpoint checkpoint = subject.checkpoint();
        Dataset examples =
                subject.examples().subset(0, Math.min(most, subject.examples().size()));
        MeanCurvature surface =
                new MeanCurvature(checkpoint.network(), checkpoint.config().objective(), examples);
        double[] gradient = new double[surface.size()];
        double cost = surface.cost(gradient);
        long room = Runtime.getRuntime().maxMemory() / MEMORY_SHARE / Double.BYTES / surface.size();
        Lanczos spectrum = Lanczos.of(surface::times, surface.size(), (int) Math.max(2, Math.min(room, MOST_STEPS)));
        double largest = spectrum.largest().value();
        OptimizerConfig optimizer = checkpoint.config().optimizer();
        return new CurvatureReport(
                subject.file().toString(),
                subject.folder().toString(),
                subject.part().label(),
                examples.size(),
                cost,
                Math.sqrt(Vectors.dot(gradient, gradient)),
                spectrum.largest(),
                spectrum.smallest(),
                Shape.of(spectrum),
                spectrum.steps(),
                optimizer.type().takesWholeBatch() ? Double.NaN : optimizer.learningRate(),
                largest > 0 ? 2 / largest : Double.NaN);
    }
}
