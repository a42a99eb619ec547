package mnist.storage;

import static mnist.storage.StorageErrors.assertRunDirectoryError;
import static mnist.storage.StorageErrors.assertStorageError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    private static final Set<String> OF_A_RUN =
            Set.of("config.json", "run.json", "metrics.csv", "last.safetensors", "best.safetensors");

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void chooseADirectory() {
        run = folder.resolve("runs/softmax");
    }

    @Test
    void aNewDirectoryIsMadeWithItsParentsAndLeftEmpty() throws Exception {
        try (RunDirectory directory = RunDirectory.create(run, false)) {
            assertEquals(Set.of("lock"), names(run));
            assertEquals(run.resolve("config.json"), directory.files().config());
            assertEquals(run.resolve("run.json"), directory.files().run());
            assertEquals(run.resolve("metrics.csv"), directory.files().metrics());
            assertEquals(run.resolve("last.safetensors"), directory.files().last());
            assertEquals(run.resolve("best.safetensors"), directory.files().best());
        }
        assertEquals(Set.of(), names(run));
    }

    @Test
    void anEmptyDirectoryIsTaken() throws Exception {
        Files.createDirectories(run);
        RunDirectory.create(run, false).close();
    }

    @Test
    void aLinkToADirectoryIsTaken() throws Exception {
        Files.createDirectories(folder.resolve("elsewhere"));
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, folder.resolve("elsewhere"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "links cannot be made here");
        }
        RunDirectory.create(link, false).close();
    }

    @Test
    void aDirectoryThatIsNotEmptyIsRefusedAndLeftAsItWas() throws Exception {
        files("notes.txt");
        assertRunDirectoryError(
                () -> RunDirectory.create(run, false), run.toString(), "not empty, found notes.txt", "--force");
        assertEquals(Set.of("notes.txt"), names(run));
    }

    @Test
    void forceRemovesWhatARunWritesAndNothingElse() throws Exception {
        files(OF_A_RUN.toArray(String[]::new));
        files("notes.txt", ".last.safetensors.tmp-12-ab", ".notes.txt.tmp-12-ab", "last.safetensors.bak");
        RunDirectory.create(run, true).close();
        assertEquals(Set.of("notes.txt", ".notes.txt.tmp-12-ab", "last.safetensors.bak"), names(run));
    }

    @Test
    void forceLeavesADirectoryWithTheNameOfARunsFileAlone() throws Exception {
        Files.createDirectories(run.resolve("config.json"));
        RunDirectory.create(run, true).close();
        assertEquals(Set.of("config.json"), names(run));
    }

    @Test
    void forceDoesNotTouchARunUnderWay() throws Exception {
        try (RunDirectory directory = RunDirectory.create(run, false)) {
            Files.writeString(directory.files().last(), "precious");
            assertRunDirectoryError(() -> RunDirectory.create(run, true), "in use");
            assertEquals("precious", Files.readString(directory.files().last()));
        }
    }

    @Test
    void whatARunLeavesThatIsKilledAtItsStartIsNoObstacle() throws Exception {
        files("lock", ".config.json.tmp-99-0f");
        RunDirectory.create(run, false).close();
        assertEquals(Set.of(), names(run));
    }

    @Test
    void openingRemovesTemporaryFilesOfKilledProcessesAndKeepsTheRest() throws Exception {
        files("last.safetensors", "metrics.csv", ".last.safetensors.tmp-99-0f", ".best.safetensors.tmp-1-e");
        RunDirectory.open(run).close();
        assertEquals(Set.of("last.safetensors", "metrics.csv"), names(run));
    }

    @Test
    void openingAMissingDirectoryIsRefused() {
        assertStorageError(() -> RunDirectory.open(run), run.toString(), "no such run directory");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertStorageError(() -> RunDirectory.create(file, true), "is a file, expected a run directory");
        assertStorageError(() -> RunDirectory.open(file), "is a file, expected a run directory");
        assertStorageError(() -> RunDirectory.create(file.resolve("run"), false), "cannot be written");
        assertEquals("text", Files.readString(file));
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefused() throws Exception {
        Files.createDirectories(run);
        assumeTrue(run.toFile().setWritable(false), "permissions cannot be set here");
        try {
            assumeFalse(Files.isWritable(run), "this user may write everywhere");
            assertStorageError(() -> RunDirectory.create(run, false), "permission denied", "Choose a directory");
            assertStorageError(() -> RunDirectory.open(run), "permission denied");
            assertStorageError(() -> RunDirectory.create(run.resolve("deeper"), false), "permission denied");
        } finally {
            run.toFile().setWritable(true);
        }
    }

    /** The kernel's own tree takes no new files from anybody, not even from an administrator. */
    @Test
    void aReadOnlyFileSystemIsRefused() {
        Path kernel = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(kernel), "there is no /proc here");
        assertStorageError(
                () -> RunDirectory.create(kernel.resolve("run"), false), "/proc/self/run: cannot be written");
        assertStorageError(() -> RunDirectory.open(kernel), "/proc/self: cannot be written");
    }

    private void files(String... names) throws IOException {
        Files.createDirectories(run);
        for (String name : names) {
            Files.writeString(run.resolve(name), name);
        }
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
