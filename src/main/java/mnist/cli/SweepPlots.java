package mnist.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.insight.ObjectivePlot;
import mnist.insight.PlotAxis;
import mnist.sweep.Point;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepResult;

/** Draws a picture for each parameter of a sweep, where there is something to see. */
final class SweepPlots {
    private SweepPlots() {}

    /** Writes the pictures, or says on stderr why it cannot: a sweep's results do not depend on fonts. */
    static void write(SweepResult result, PrintWriter err) {
        Path folder = new SweepFiles(Path.of(result.sweep())).plots();
        try {
            // Nothing is shown; a display that is named but cannot be reached would be an error.
            System.setProperty("java.awt.headless", "true");
            draw(result, folder);
        } catch (IOException | RuntimeException | Error e) {
            // No fonts, or a Java without its desktop module, ends in errors of many kinds.
            err.println("%s: the plots cannot be drawn, %s. The results are complete without them."
                    .formatted(folder, reason(e)));
        }
    }

    private static String reason(Throwable problem) {
        String message = problem.toString().lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static void draw(SweepResult result, Path folder) throws IOException {
        List<SweepResult.Row> ranked = result.trials().stream()
                .filter(trial -> trial.objective().isPresent())
                .toList();
        for (SweepResult.Varied parameter : result.parameters()) {
            List<ObjectivePlot.Dot> dots = new ArrayList<>();
            for (SweepResult.Row trial : ranked) {
                boolean complete = trial.status().equals("completed");
                dots.add(new ObjectivePlot.Dot(
                        Point.text(trial.point().get(parameter.path())),
                        trial.objective().getAsDouble(),
                        complete));
            }
            if (dots.stream().map(ObjectivePlot.Dot::value).distinct().count() > 1) {
                Files.createDirectories(folder);
                PlotAxis x = new PlotAxis(
                        parameter.path(),
                        PlotAxis.Kind.valueOf(parameter.scale().name()),
                        parameter.choices());
                String file = parameter.path().replaceAll("[^A-Za-z0-9.-]", "_") + ".png";
                new ObjectivePlot(x, objectiveAxis(result.objective(), dots), dots).write(folder.resolve(file));
            }
        }
    }

    /** Costs differ by powers of ten where accuracies do not. */
    private static PlotAxis objectiveAxis(String objective, List<ObjectivePlot.Dot> dots) {
        boolean cost = objective.endsWith("_cost") && dots.stream().allMatch(dot -> dot.objective() > 0);
        return new PlotAxis(objective, cost ? PlotAxis.Kind.LOGARITHMIC : PlotAxis.Kind.LINEAR, List.of());
    }
}
