package mnist.textbook;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import mnist.data.SearchPath;
import mnist.experiment.EvaluationReport;

/**
 * A setting that a source describes. Its config is {@code configs/textbook/NAME.json}.
 *
 * @param name of the row and of its config
 * @param source what describes it
 * @param setting in the source's words
 * @param accuracy that the source states, in [0, 1], if it states one
 * @param part on which the source measured it
 * @param isLong whether a run takes so long that one seed must do
 */
public record Published(
        String name,
        String source,
        String setting,
        OptionalDouble accuracy,
        EvaluationReport.Part part,
        boolean isLong) {
    /** The folder of the configs. */
    public static final Path FOLDER = Path.of("configs", "textbook");

    private static final String NOTES = "S1, notes on 3Blue1Brown";
    private static final String NIELSEN_1 = "Nielsen, ch. 1";
    private static final String NIELSEN_3 = "Nielsen, ch. 3";
    private static final String LECUN = "LeCun et al. 1998";
    private static final String SIMARD = "Simard et al. 2003";

    /** All of them, in the order of the table. */
    public static final List<Published> ALL = List.of(
            described("s1", NOTES, "784-16-16-10, sigmoid, squared error, minibatches of 100"),
            described("s1-true-gradient", NOTES, "784-16-16-10, sigmoid, squared error, all examples in each step"),
            described("s2", "S2, slides", "784-15-10, softmax, log-likelihood, all N(0, 1)"),
            described("s3", "S3, CS229-style notes", "784-10, logistic regression, rate in proportion to 1/t"),
            described("s4", "S4, handwritten notes", "784-16-16-10, sigmoid, half the squared error"),
            stated("nielsen-30", NIELSEN_1, "784-30-10, sigmoid, quadratic cost, N(0, 1)", 0.9542),
            stated("nielsen-100", NIELSEN_1, "784-100-10, sigmoid, quadratic cost, N(0, 1)", 0.9659),
            stated("nielsen-30-cross-entropy", NIELSEN_3, "784-30-10, cross-entropy, N(0, 1)", 0.9549),
            stated(
                            "nielsen-100-l2",
                            NIELSEN_3,
                            "784-100-10, cross-entropy, lambda 5, 60 epochs (validation set)",
                            0.9804)
                    .measuredOnValidationSet(),
            stated("lecun-linear", LECUN, "784-10, one layer", 0.88),
            stated("lecun-300", LECUN, "784-300-10, mean squared error", 0.953),
            stated("lecun-300-100", LECUN, "784-300-100-10, mean squared error", 0.9695),
            stated("lecun-1000", LECUN, "784-1000-10, mean squared error", 0.955)
                    .takingLong(),
            stated("simard-800", SIMARD, "784-800-10, cross-entropy", 0.984).takingLong(),
            stated("simard-800-elastic", SIMARD, "784-800-10, cross-entropy, elastic distortions", 0.993)
                    .takingLong());

    private static Published described(String name, String source, String setting) {
        return new Published(name, source, setting, OptionalDouble.empty(), EvaluationReport.Part.TEST, false);
    }

    private static Published stated(String name, String source, String setting, double accuracy) {
        return new Published(name, source, setting, OptionalDouble.of(accuracy), EvaluationReport.Part.TEST, false);
    }

    private Published measuredOnValidationSet() {
        return new Published(name, source, setting, accuracy, EvaluationReport.Part.VALIDATION, isLong);
    }

    private Published takingLong() {
        return new Published(name, source, setting, accuracy, part, true);
    }

    /** Returns its config in a folder. */
    Path config(Path folder) {
        return SearchPath.find(folder.resolve(name + ".json"));
    }

    /** Returns the command that trains it. */
    String command() {
        return "./mnist train --config "
                + FOLDER.resolve(name + ".json").toString().replace('\\', '/');
    }
}
