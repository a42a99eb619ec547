package mnist.insight;

import java.util.EnumSet;
import java.util.Set;
import mnist.data.DatasetName;
import mnist.training.Answers;

/**
 * What a network says of a picture; the numbers that {@code mnist predict --json} prints.
 *
 * @param image the file
 * @param answer the class with the largest output
 * @param answerName its name; its number where it has none
 * @param probability its output
 * @param runnerUp the class with the second largest output
 * @param runnerUpName its name
 * @param runnerUpProbability its output
 * @param outputs of all classes
 * @param doubts why the picture may be no single digit, or the answer not to be relied on
 */
public record Prediction(
        String image,
        int answer,
        String answerName,
        double probability,
        int runnerUp,
        String runnerUpName,
        double runnerUpProbability,
        double[] outputs,
        Set<Doubt> doubts) {
    /** Two answers are close if the second has at least this part of the output of the first. */
    private static final double CLOSE = 0.5;

    /**
     * Takes one of some answers.
     *
     * @param doubts what the picture itself gave cause for
     */
    static Prediction of(Answers answers, int example, DatasetName dataset, String image, Set<Doubt> doubts) {
        int first = answers.answer(example);
        int second = answers.runnerUp(example);
        double[] outputs = answers.outputs()[example];
        Set<Doubt> all = EnumSet.noneOf(Doubt.class);
        all.addAll(doubts);
        if (outputs[second] >= CLOSE * outputs[first]) {
            all.add(Doubt.CLOSE);
        }
        return new Prediction(
                image,
                first,
                dataset.className(first),
                outputs[first],
                second,
                dataset.className(second),
                outputs[second],
                outputs,
                all);
    }
}
