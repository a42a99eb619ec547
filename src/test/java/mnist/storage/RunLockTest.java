package mnist.storage;

import static mnist.storage.StorageErrors.assertRunDirectoryError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer for a run directory, among threads and among real processes. */
class RunLockTest {
    @TempDir
    private Path folder;

    @Test
    void aDirectoryHeldByAnotherProcessIsRefusedAndItsHolderNamed() throws Exception {
        try (ChildProcess holder = holder()) {
            assertEquals("holding " + folder, holder.readLine());
            String owner = Files.readAllLines(folder.resolve("lock")).get(0);
            assertTrue(owner.startsWith("process " + holder.pid() + " on host "), owner);
            assertTrue(RunDirectory.isInUse(folder));
            assertRunDirectoryError(
                    () -> RunDirectory.open(folder), folder + ": the run directory is in use, found " + owner + ".");
            assertEquals(0, holder.finish());
        }
        assertFalse(Files.exists(folder.resolve("lock")));
        RunDirectory.open(folder).close();
    }

    @Test
    void theLockOfAKilledProcessIsStaleAndTakenOver() throws Exception {
        try (ChildProcess holder = holder()) {
            assertEquals("holding " + folder, holder.readLine());
            holder.kill();
        }
        assertTrue(Files.exists(folder.resolve("lock")));
        assertFalse(RunDirectory.isInUse(folder));
        try (RunDirectory directory = RunDirectory.open(folder)) {
            assertTrue(RunDirectory.isInUse(folder));
            String owner = Files.readString(directory.files().lock());
            assertEquals(Long.toString(ProcessHandle.current().pid()), owner.split(" ")[1]);
        }
    }

    @Test
    void aFailedAttemptInsideTheHolderDoesNotLetAnotherProcessIn() throws Exception {
        try (RunDirectory directory = RunDirectory.open(folder)) {
            String own = "process " + ProcessHandle.current().pid();
            assertRunDirectoryError(() -> RunDirectory.open(directory.files().directory()), own);
            assertTrue(RunDirectory.isInUse(folder));
            try (ChildProcess other = holder()) {
                assertTrue(other.readLine().contains(own));
            }
        }
    }

    @Test
    void theSameDirectoryUnderAnotherNameIsRefused() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("run"));
        RunDirectory directory = RunDirectory.open(inner);
        assertRunDirectoryError(() -> RunDirectory.open(folder.resolve("run/../run")));
        directory.close();
        directory.close();
        RunDirectory.open(folder.resolve("run/../run")).close();
    }

    @Test
    void aLockFileOfOtherContentIsTakenOver() throws Exception {
        Files.write(folder.resolve("lock"), new byte[10_000]);
        RunDirectory.open(folder).close();
        assertFalse(Files.exists(folder.resolve("lock")));
    }

    /** A folder that is not empty stands where the lock file was; afterwards the file, the same one, is back. */
    @Test
    void aLockWhoseFileCannotBeDeletedIsGivenUpAllTheSame() throws Exception {
        RunDirectory first = RunDirectory.open(folder);
        Path file = folder.resolve("lock");
        Files.move(file, folder.resolve("moved"));
        Files.createDirectories(file.resolve("inside"));
        first.close();
        Files.delete(file.resolve("inside"));
        Files.move(folder.resolve("moved"), file, StandardCopyOption.REPLACE_EXISTING);
        assertFalse(RunDirectory.isInUse(folder));
        RunDirectory.open(folder).close();
    }

    @Test
    void closingTwiceDoesNotFreeTheNextHolder() {
        RunDirectory first = RunDirectory.open(folder);
        first.close();
        try (RunDirectory second = RunDirectory.open(folder)) {
            first.close();
            assertRunDirectoryError(() -> RunDirectory.open(second.files().directory()));
        }
    }

    @Test
    void onlyOneOfManyThreadsGetsTheDirectory() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger entered = new AtomicInteger();
        Callable<Void> attempt = () -> {
            for (int i = 0; i < 50; i++) {
                try (RunDirectory directory = RunDirectory.open(folder)) {
                    assertEquals(1, inside.incrementAndGet(), directory.toString());
                    entered.incrementAndGet();
                    inside.decrementAndGet();
                } catch (RunDirectoryException e) {
                    Thread.yield();
                }
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (var future : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                future.get();
            }
        } finally {
            threads.shutdown();
        }
        assertTrue(entered.get() > 0, "nobody was let in");
    }

    /** The lock file is deleted and made again all the time: whoever locks a deleted one must notice. */
    @Test
    void processesThatComeAndGoNeverMeet() throws Exception {
        try (ChildProcess first = ChildProcess.start(List.of(), RepeatedHolder.class, folder, 300);
                ChildProcess second = ChildProcess.start(List.of(), RepeatedHolder.class, folder, 300)) {
            assertEquals("entered 300", first.readLine());
            assertEquals("entered 300", second.readLine());
        }
    }

    private ChildProcess holder() throws Exception {
        return ChildProcess.start(List.of(), RunDirectoryHolder.class, folder);
    }
}
