package mnist.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.config.Config;
import mnist.config.TestConfigs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A run that was not interrupted, and the place of another that is to end with the same bytes. */
abstract class RunBesideAWholeOne {
    private static final int VALIDATION = 30;
    static final int MINIBATCHES = (SmallData.TRAINING - VALIDATION) / 10;

    @TempDir
    Path folder;

    Path whole;
    Path run;

    private Path data;

    @BeforeEach
    void trainWithoutAnyInterruption() {
        data = SmallData.write(folder.resolve("data"));
        whole = folder.resolve("whole");
        run = folder.resolve("run");
        start(whole, config("training.epochs=5"), RunObserver.NONE);
    }

    Config config(String... overrides) {
        List<String> all = new ArrayList<>(
                List.of("data.directory=" + data, "data.validation=" + VALIDATION, "optimizer.learningRate=0.5"));
        all.addAll(List.of(overrides));
        return TestConfigs.of(all.toArray(String[]::new));
    }

    static RunResult start(Path directory, Config config, RunObserver observer) {
        return TrainingRun.start(config, new RunOptions(directory, false, List.of("train")), observer);
    }
}
