package mnist.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import mnist.insight.Explanation;
import mnist.insight.Explanation.LayerWishes;
import mnist.insight.Explanation.Lever;
import mnist.insight.ExplanationReport;
import mnist.insight.Neighbours;
import mnist.insight.SignedImage;

/**
 * An explanation for people: each table names the formulas of its columns.
 *
 * @param most rows of a table
 * @param colour whether the terminal takes colours
 */
record ExplanationText(ExplanationReport report, int most, boolean colour) {
    private static final int PER_LINE = 8;

    String text() {
        Explanation explanation = report.explanation();
        List<String> lines = new ArrayList<>();
        lines.add("checkpoint  " + report.checkpoint());
        lines.add("example     " + report.example());
        lines.add("answer      %d, for a %d; cost C = %s"
                .formatted(explanation.answer(), explanation.label(), number(explanation.cost())));
        outputs(lines);
        hidden(lines);
        levers(lines);
        pixels(lines);
        table(lines);
        steps(lines);
        neighbours(lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void heading(List<String> lines, String title, String formula) {
        lines.add("");
        lines.add(title);
        lines.add("  " + formula);
    }

    private void outputs(List<String> lines) {
        List<LayerWishes> layers = report.explanation().layers();
        LayerWishes last = layers.get(layers.size() - 1);
        heading(lines, "What each output wishes", "wish of z_k = -delta_k = -dC/dz_k; y is 1 for the example's class");
        TextTable table = new TextTable(List.of("k", "y", "a", "y - a", "wish of z", ""));
        double largest = largest(last.inputWishes());
        for (int k = 0; k < last.activations().length; k++) {
            double target = k == report.explanation().label() ? 1 : 0;
            table.add(List.of(
                    Integer.toString(k),
                    target == 1 ? "1" : "0",
                    number(last.activations()[k]),
                    number(target - last.activations()[k]),
                    number(last.inputWishes()[k]),
                    arrow(last.inputWishes()[k], largest)));
        }
        lines.addAll(table.lines(column -> column < 5));
    }

    /** Up or down, as many times as strong. */
    private static String arrow(double wish, double largest) {
        int strength = largest == 0 ? 0 : (int) Math.round(10 * Math.abs(wish) / largest);
        return (wish > 0 ? "+" : "-").repeat(strength);
    }

    private void hidden(List<String> lines) {
        List<LayerWishes> layers = report.explanation().layers();
        for (int l = layers.size() - 1; l >= 1; l--) {
            LayerWishes layer = layers.get(l - 1);
            heading(
                    lines,
                    "What the neurons of layer %d wish of layer %d together".formatted(l + 1, l),
                    "wish of a_i = -sum_j delta_j w_ji; wish of z_i = (wish of a_i) sigma'(z_i)");
            TextTable table = new TextTable(List.of("i", "a", "wish of a", "wish of z", ""));
            double largest = largest(layer.activationWishes());
            strongest(layer.activationWishes(), Math.max(most, 16))
                    .forEach(i -> table.add(List.of(
                            Integer.toString(i),
                            number(layer.activations()[i]),
                            number(layer.activationWishes()[i]),
                            number(layer.inputWishes()[i]),
                            arrow(layer.activationWishes()[i], largest))));
            lines.addAll(table.lines(column -> column < 4));
        }
    }

    private void levers(List<String> lines) {
        Explanation.Levers levers = report.explanation().levers();
        heading(
                lines,
                "The three levers of neuron %d of layer %d".formatted(levers.neuron(), levers.layer()),
                "wish of b = -delta = %s; of w_i = -delta a_i; of a_i = -delta w_i"
                        .formatted(number(levers.biasWish())));
        TextTable table = new TextTable(List.of("i", "a_i", "w_i", "wish of w_i", "wish of a_i"));
        levers.inputs().stream()
                .sorted(Comparator.comparingDouble(
                        lever -> -Math.abs(lever.weightWish()) - Math.abs(lever.activationWish())))
                .limit(most)
                .forEach(lever -> table.add(row(lever)));
        lines.addAll(table.lines(column -> true));
    }

    private static List<String> row(Lever lever) {
        return List.of(
                Integer.toString(lever.input()),
                number(lever.activation()),
                number(lever.weight()),
                number(lever.weightWish()),
                number(lever.activationWish()));
    }

    private void pixels(List<String> lines) {
        double[] wishes = report.explanation().pixelWishes();
        heading(
                lines,
                "Where more ink would make the cost smaller (%s), and less (%s)"
                        .formatted(colour ? "blue" : "#, +", colour ? "red" : "=, -"),
                "wish of a^0_i = -sum_j delta^1_j w^1_ji; the strongest is " + number(largest(wishes)));
        float[] values = new float[wishes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) wishes[i];
        }
        lines.addAll(new SignedImage(values, report.rows(), report.columns())
                .text(colour)
                .lines()
                .toList());
    }

    private void table(List<String> lines) {
        Explanation.Table table = report.explanation().table();
        int columns = table.rows().get(0).wishes().length;
        heading(
                lines,
                "The table of wishes: this example, the %d after it, and their average".formatted(columns - 1),
                "wish of w = -dC_x/dw; average = -dC/dw; step = eta * average, eta = " + Format.shortest(table.eta()));
        List<String> header = new ArrayList<>(List.of("parameter"));
        for (int x = 0; x < Math.min(columns, PER_LINE - 4); x++) {
            header.add(x == 0 ? "this" : "+" + x);
        }
        header.addAll(List.of("average", "step"));
        TextTable text = new TextTable(header);
        for (Explanation.Row row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of(row.parameter()));
            for (int x = 0; x < Math.min(columns, PER_LINE - 4); x++) {
                cells.add(number(row.wishes()[x]));
            }
            cells.addAll(List.of(number(row.average()), number(row.step())));
            text.add(cells);
        }
        lines.addAll(text.lines(1));
    }

    private void steps(List<String> lines) {
        heading(
                lines,
                "What a step w := w - eta grad C on this example takes off its cost",
                "predicted = eta |grad C|^2; real = C(w) - C(w - eta grad C)");
        TextTable table = new TextTable(List.of("eta", "predicted", "real"));
        for (Explanation.Step step : report.explanation().steps()) {
            table.add(List.of(Format.shortest(step.eta()), number(step.predicted()), number(step.real())));
        }
        lines.addAll(table.lines(0));
    }

    private void neighbours(List<String> lines) {
        if (report.neighbours().isEmpty()) {
            return;
        }
        heading(
                lines,
                "The training images that look most like this one to the network",
                "K = phi(x)^T phi(x'), phi the last hidden layer; cosine = K / (length of both)");
        TextTable table = new TextTable(List.of("index", "label", "K", "cosine"));
        for (Neighbours.Neighbour neighbour : report.neighbours()) {
            table.add(List.of(
                    Integer.toString(neighbour.index()),
                    Integer.toString(neighbour.label()),
                    number(neighbour.kernel()),
                    String.format(Locale.ROOT, "%.6f", neighbour.cosine())));
        }
        lines.addAll(table.lines(0));
    }

    private static List<Integer> strongest(double[] wishes, int most) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < wishes.length; i++) {
            all.add(i);
        }
        all.sort(Comparator.comparingDouble(i -> -Math.abs(wishes[i])));
        return all.subList(0, Math.min(most, all.size()));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 0.001 || size >= 10_000 ? "%.2e" : "%.4f", value);
    }
}
