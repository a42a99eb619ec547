package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mnist.storage.RunDirectory;
import org.junit.jupiter.api.Test;

class FreshDirectoryTest {
    private final Path config = Path.of("somewhere", "test-" + UUID.randomUUID() + ".json");

    @Test
    void runsThatBeginInOneSecondHaveADirectoryEach() throws Exception {
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            Callable<Path> begin = () -> FreshDirectory.use("", config, directory -> {
                try (RunDirectory run = RunDirectory.create(directory, false)) {
                    return Files.writeString(run.files().config(), "{}").getParent();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            List<Future<Path>> runs = threads.invokeAll(
                    IntStream.range(0, count).mapToObj(i -> begin).toList());
            Set<Path> directories = new HashSet<>();
            for (Future<Path> run : runs) {
                directories.add(run.get());
            }
            assertEquals(count, directories.size());
            for (Path directory : directories) {
                Files.delete(directory.resolve("config.json"));
                Files.delete(directory);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRunThatFailsBeforeItWritesLeavesNoDirectory() {
        Path[] made = new Path[1];
        assertThrows(
                IllegalStateException.class,
                () -> FreshDirectory.use("sweep-", config, directory -> {
                    made[0] = directory;
                    assertTrue(Files.isDirectory(directory));
                    throw new IllegalStateException("no data");
                }));
        assertTrue(made[0].toString().contains("sweep-test-"), made[0].toString());
        assertTrue(Files.notExists(made[0]));
    }
}
