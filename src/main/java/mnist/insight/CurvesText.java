package mnist.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import mnist.runs.Sample;
import mnist.training.EpochMetrics;

/**
 * Cost and accuracy against the epoch as text: a letter for each curve, of the validation set where there is one.
 *
 * @param curves what to draw
 * @param width columns of the terminal
 */
public record CurvesText(Curves curves, int width) {
    private static final int HEIGHT = 12;
    private static final int LABEL = 9;
    private static final int MOST = 26;

    /** Draws both charts and the meaning of the letters. */
    public String text() {
        StringBuilder text = new StringBuilder();
        chart(
                text,
                "cost (log)",
                row -> row.validationCost().isPresent() ? row.validationCost() : OptionalDouble.of(row.trainCost()));
        chart(
                text,
                "accuracy",
                row -> row.validationAccuracy().isPresent()
                        ? row.validationAccuracy()
                        : OptionalDouble.of(row.trainAccuracy()));
        List<Curves.Group> groups = shown();
        for (int i = 0; i < groups.size(); i++) {
            text.append((char) ('a' + i))
                    .append("  ")
                    .append(groups.get(i).name())
                    .append('\n');
        }
        if (groups.size() < curves.groups().size()) {
            text.append("%d more not drawn\n".formatted(curves.groups().size() - groups.size()));
        }
        return text.toString();
    }

    private List<Curves.Group> shown() {
        return curves.groups().subList(0, Math.min(MOST, curves.groups().size()));
    }

    private void chart(StringBuilder text, String title, Function<EpochMetrics, OptionalDouble> figure) {
        List<Map<Integer, Sample>> means =
                shown().stream().map(group -> group.means(figure)).toList();
        boolean logarithmic = title.startsWith("cost");
        double[] places = means.stream()
                .flatMap(all -> all.values().stream())
                .mapToDouble(sample -> place(sample.mean(), logarithmic))
                .sorted()
                .toArray();
        int lastEpoch = means.stream()
                .flatMap(all -> all.keySet().stream())
                .max(Integer::compare)
                .orElse(0);
        if (places.length == 0) {
            return;
        }
        double low = places[0];
        double high = places[places.length - 1];
        char[][] cells = new char[HEIGHT][Math.max(20, width - LABEL - 1)];
        Arrays.stream(cells).forEach(line -> Arrays.fill(line, ' '));
        // The best are drawn last, over the others.
        for (int i = means.size() - 1; i >= 0; i--) {
            char letter = (char) ('a' + i);
            means.get(i).forEach((epoch, sample) -> {
                int x = lastEpoch == 1 ? 0 : (int) ((epoch - 1.0) / (lastEpoch - 1) * (cells[0].length - 1));
                double height = high == low ? 0 : (place(sample.mean(), logarithmic) - low) / (high - low);
                cells[(int) Math.round((1 - height) * (HEIGHT - 1))][x] = letter;
            });
        }
        text.append(title).append('\n');
        for (int line = 0; line < HEIGHT; line++) {
            double place = high - (high - low) * line / (HEIGHT - 1);
            String label = line % 4 == 0 || line == HEIGHT - 1 ? number(place, logarithmic) : "";
            text.append("%8s|".formatted(label))
                    .append(new String(cells[line]).stripTrailing())
                    .append('\n');
        }
        text.append(" ".repeat(LABEL)).append("epoch 1 to ").append(lastEpoch).append("\n\n");
    }

    /** A cost of 0 has no logarithm; it stands with the least that there is. */
    private static double place(double value, boolean logarithmic) {
        return logarithmic ? Math.log10(Math.max(value, Float.MIN_NORMAL)) : value;
    }

    private static String number(double place, boolean logarithmic) {
        return String.format(Locale.ROOT, "%.4g", logarithmic ? Math.pow(10, place) : place);
    }
}
