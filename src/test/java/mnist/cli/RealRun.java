package mnist.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The network of the videos, trained for two epochs on MNIST itself: once, for all tests that look at such a one. */
final class RealRun {
    private static Path directory;

    private RealRun() {}

    /** Returns its run directory, which nobody may change. */
    static synchronized Path directory() {
        if (directory == null) {
            try {
                Path folder = Files.createTempDirectory("real-run");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                Path run = folder.resolve("run");
                CliRunner.succeed("train", "configs/softmax.json", "--set", "training.epochs=2", "--out", run, "-q");
                directory = run;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return directory;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
