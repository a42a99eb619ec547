package mnist.storage;

import static mnist.storage.StorageErrors.assertLine;
import static mnist.storage.StorageErrors.assertStorageError;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void theFileHasTheContentAndNothingElseIsLeft() throws Exception {
        Path file = folder.resolve("a.bin");
        byte[] content = new byte[200_001];
        content[200_000] = 7;
        AtomicFile.write(file, out -> out.write(content));
        assertArrayEquals(content, Files.readAllBytes(file));
        assertOnly(file);
    }

    @Test
    void anEarlierFileIsReplacedOnlyAtTheEnd() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        AtomicFile.write(file, out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertEquals("old", Files.readString(file));
            try (Stream<Path> entries = Files.list(folder)) {
                String pattern = "\\.a\\.txt\\.tmp-" + ProcessHandle.current().pid() + "-[0-9a-f]+";
                assertTrue(
                        entries.anyMatch(entry -> entry.getFileName().toString().matches(pattern)));
            }
        });
        assertEquals("new", Files.readString(file));
        assertOnly(file);
    }

    @Test
    void aFullDiskKeepsThePreviousFileAndLeavesNoTemporaryOne() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertStorageError(
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }),
                file.toString(),
                "cannot be written, no space left on device",
                "Free some space; what was there before is unchanged.");
        assertEquals("old", Files.readString(file));
        assertOnly(file);
    }

    @Test
    void anExceptionOfTheContentComesThroughAndLeavesNoTemporaryFile() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IllegalStateException();
                }));
        assertEquals("old", Files.readString(file));
        assertOnly(file);
    }

    /** The system's limit on the size of a file fails a real write in the middle, as a quota does. */
    @Test
    void aWriteThatTheSystemCutsOffKeepsThePreviousFile() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        List<String> limited = List.of("/bin/bash", "-c", "ulimit -f 100 && exec \"$@\"", "bash");
        try (ChildProcess writer = ChildProcess.start(limited, LimitedWriter.class, file, 1_000_000)) {
            assertLine(writer.readLine(), file + ": cannot be written, file too large", "Free some space");
            assertNull(writer.readLine());
        }
        assertEquals("old", Files.readString(file));
        assertOnly(file);
    }

    @Test
    void aProcessKilledWhileItWritesLeavesAWholeFile() throws Exception {
        Path file = Files.write(folder.resolve("last.safetensors"), new byte[RepeatedWriter.LENGTH]);
        for (int kill = 0; kill < 6; kill++) {
            try (ChildProcess writer = ChildProcess.start(List.of(), RepeatedWriter.class, file)) {
                assertEquals("writing", writer.readLine());
                Thread.sleep(5L * kill);
                writer.kill();
            }
            byte[] content = Files.readAllBytes(file);
            byte[] expected = new byte[RepeatedWriter.LENGTH];
            Arrays.fill(expected, content[0]);
            assertArrayEquals(expected, content);
        }
        RunDirectory.open(folder).close();
        assertOnly(file);
    }

    @Test
    void anInterruptedThreadStillWritesAWholeFile() throws Exception {
        Path file = folder.resolve("a.txt");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, out -> out.write(new byte[100_000]));
        assertTrue(Thread.interrupted());
        assertEquals(100_000, Files.size(file));
    }

    @Test
    void aMissingDirectoryIsNamed() {
        Path file = folder.resolve("no/a.txt");
        assertStorageError(
                () -> AtomicFile.write(file, out -> out.write(1)), file.toString(), "no such file or directory");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsRefused() throws Exception {
        Path directory = Files.createDirectories(folder.resolve("a/b")).getParent();
        assertStorageError(() -> AtomicFile.write(directory, out -> out.write(1)), directory + ": cannot be written");
        assertOnly(directory);
    }

    private void assertOnly(Path file) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            assertEquals(List.of(file), entries.toList());
        }
    }
}
