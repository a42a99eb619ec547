package mnist.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.insight.ObjectivePlot;
import mnist.storage.StorageException;
import mnist.sweep.Point;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepResult;

/** Draws a picture for each parameter of a sweep, where there is something to see. */
final class SweepPlots {
    private SweepPlots() {}

    static void write(SweepResult result) {
        List<SweepResult.Row> ranked = result.trials().stream()
                .filter(trial -> trial.objective().isPresent())
                .toList();
        if (ranked.size() < 2) {
            return;
        }
        Path folder = new SweepFiles(Path.of(result.sweep())).plots();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StorageException(folder + ": cannot be made, " + e.getMessage() + ". Check its permissions.", e);
        }
        for (int i = 0; i < result.parameters().size(); i++) {
            SweepResult.Varied parameter = result.parameters().get(i);
            List<ObjectivePlot.Dot> dots = new ArrayList<>();
            for (SweepResult.Row trial : ranked) {
                dots.add(new ObjectivePlot.Dot(
                        Point.text(trial.point().get(parameter.path())),
                        trial.objective().getAsDouble()));
            }
            if (dots.stream().map(ObjectivePlot.Dot::value).distinct().count() > 1) {
                ObjectivePlot.Axis axis =
                        ObjectivePlot.Axis.valueOf(parameter.scale().name());
                String file = parameter.path().replaceAll("[^A-Za-z0-9.-]", "_") + ".png";
                new ObjectivePlot(parameter.path(), result.objective(), axis, dots).write(folder.resolve(file));
            }
        }
    }
}
