package mnist.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mnist.insight.ObjectivePlot;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepResult;

/** Draws a picture for each parameter of a sweep, where there is something to see. */
final class SweepPlots {
    private SweepPlots() {}

    /** Writes the pictures, or says on stderr why it cannot: a sweep's results do not depend on fonts. */
    static void write(SweepResult result, PrintWriter err) {
        Path folder = new SweepFiles(Path.of(result.sweep())).plots();
        try {
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
        for (SweepResult.Varied parameter : result.parameters()) {
            Optional<ObjectivePlot> plot = ObjectivePlot.of(result, parameter);
            if (plot.isPresent()) {
                Files.createDirectories(folder);
                String file = parameter.path().replaceAll("[^A-Za-z0-9.-]", "_") + ".png";
                plot.get().picture().write(folder.resolve(file));
            }
        }
    }
}
