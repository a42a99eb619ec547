package mnist.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mnist.insight.Prediction;
import mnist.nn.Activation;

/**
 * Predictions for people: for a single picture a bar for each output, for many one line each.
 *
 * @param bars whether there is a single picture
 * @param output the activation of the outputs, which are percentages only if they are probabilities
 */
record PredictionText(boolean bars, Activation output) {
    private static final int LONGEST_BAR = 50;

    String of(Prediction prediction) {
        if (!bars) {
            return "%2s  %9s  (%s: %s)  %s"
                    .formatted(
                            prediction.answerName(),
                            number(prediction.probability()),
                            prediction.runnerUpName(),
                            number(prediction.runnerUpProbability()),
                            prediction.image());
        }
        List<String> lines = new ArrayList<>();
        lines.add("image   " + prediction.image());
        // Outputs that are no probabilities have bars up to the largest.
        double full =
                isProbability() ? 1 : Arrays.stream(prediction.outputs()).max().orElse(1);
        for (int k = 0; k < prediction.outputs().length; k++) {
            double share = Math.max(0, Math.min(1, prediction.outputs()[k] / full));
            lines.add("%2d  %9s  %s"
                    .formatted(k, number(prediction.outputs()[k]), "#".repeat((int) Math.round(LONGEST_BAR * share)))
                    .stripTrailing());
        }
        lines.add("answer  %s, %s; next %s, %s"
                .formatted(
                        prediction.answerName(),
                        number(prediction.probability()),
                        prediction.runnerUpName(),
                        number(prediction.runnerUpProbability())));
        return String.join(System.lineSeparator(), lines);
    }

    private boolean isProbability() {
        return output == Activation.SOFTMAX || output == Activation.SIGMOID;
    }

    private String number(double value) {
        return isProbability() ? Format.percent(value) : String.format(Locale.ROOT, "%.4f", value);
    }
}
