package mnist.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.experiment.SmallData;

/** Makes what a training through the command line needs: a small data set and a config of it. */
final class SmallTraining {
    private SmallTraining() {}

    /** Writes both into the folder, and returns the config file: 16-5-3, minibatches of 10, 20 of them an epoch. */
    static Path write(Path folder) throws IOException {
        Path data = SmallData.write(folder.resolve("data"));
        return Files.writeString(
                folder.resolve("small.json"), """
                {
                  "data": { "directory": "%s", "validation": 30 },
                  "network": { "layers": [16, 5, 3] },
                  "optimizer": { "learningRate": 0.5 },
                  "training": { "epochs": 2, "batchSize": 10 }
                }
                """.formatted(data.toString().replace("\\", "\\\\")));
    }
}
