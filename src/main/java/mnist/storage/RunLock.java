package mnist.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mnist.json.Quote;

/**
 * The lock of a run directory: a file that names its owner, under a lock of the operating system. The system gives
 * that up when the process ends, however it ends; so a lock file without a lock on it is stale, and is taken over.
 * The file's first line says who holds the lock, as messages do; the second tells this hold from every other.
 *
 * <p>Three traps shape this class:
 *
 * <ul>
 *   <li>POSIX drops a process's lock when it closes <i>any</i> descriptor of the file. A second attempt inside one
 *       process must therefore be refused before it opens the file: {@link #HELD} knows.
 *   <li>The owner deletes the file. A process that opened it just before may then lock a file that has no name any
 *       more, while a third one locks its successor. After locking, the name is followed again, and must lead
 *       to the text that was just written.
 *   <li>Windows hides a locked region from readers; the byte that is locked lies far behind the text.
 * </ul>
 */
final class RunLock implements AutoCloseable {
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int ATTEMPTS = 1000;

    /** More than what we write takes, in bytes. */
    private static final int LONGEST_TEXT = 400;

    /** The lock files that this process holds. Global, because the operating system's locks are: per process. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel locked;
    private final FileChannel named;

    private RunLock(Path file, FileChannel locked, FileChannel named) {
        this.file = file;
        this.locked = locked;
        this.named = named;
    }

    /**
     * Takes the lock.
     *
     * @param files of a directory that exists
     * @throws RunDirectoryException if another process, or another part of this one, holds it
     * @throws IOException if the lock file cannot be written or locked
     */
    static RunLock acquire(RunFiles files) throws IOException {
        Path file = files.directory().toRealPath().resolve(files.lock().getFileName());
        if (!HELD.add(file)) {
            throw inUse(files, ThisProcess.NAME);
        }
        RunLock lock = null;
        try {
            for (int attempt = 0; lock == null && attempt < ATTEMPTS; attempt++) {
                lock = tryOnce(files, file);
            }
            if (lock == null) {
                throw inUse(files, "processes that come and go");
            }
            return lock;
        } finally {
            if (lock == null) {
                HELD.remove(file);
            }
        }
    }

    /**
     * Returns whether somebody holds the lock. Nothing is written: a shared lock is tried, which a reader may take, and given
     * back at once.
     */
    static boolean isHeld(RunFiles files) {
        try {
            Path file = files.directory().toRealPath().resolve(files.lock().getFileName());
            if (HELD.contains(file) || !Files.exists(file)) {
                return HELD.contains(file);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                    FileLock lock = channel.tryLock(LOCKED_BYTE, 1, true)) {
                return lock == null;
            }
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // Its owner has just deleted it, or nobody can read it.
            return false;
        }
    }

    /** Returns null if the file's owner deleted it in the meantime. */
    private static RunLock tryOnce(RunFiles files, Path file) throws IOException {
        FileChannel locked =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel named = null;
        boolean done = false;
        try {
            if (!tryLock(locked)) {
                throw inUse(files, owner(text(locked)));
            }
            String text = ThisProcess.NAME + "\n" + UUID.randomUUID() + "\n";
            locked.truncate(0).write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            named = FileChannel.open(file, StandardOpenOption.READ);
            done = text(named).equals(text);
            return done ? new RunLock(file, locked, named) : null;
        } catch (NoSuchFileException e) {
            return null;
        } finally {
            if (!done) {
                closeAll(locked, named);
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another class loader of this process holds it.
            return false;
        }
    }

    /** Its owner may not have come to write it yet. */
    private static String owner(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.isBlank() ? "another process" : Quote.shorten(line, LONGEST_TEXT / 2);
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(buffer, 0);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    private static void closeAll(FileChannel locked, FileChannel named) throws IOException {
        try (locked) {
            if (named != null) {
                named.close();
            }
        }
    }

    private static RunDirectoryException inUse(RunFiles files, String owner) {
        return new RunDirectoryException(files.directory() + ": the run directory is in use, found " + owner
                + ". Wait until it ends, or choose another directory.");
    }

    /** Deletes the lock file and gives up the lock, in this order: nobody else may delete a file that is locked. */
    @Override
    public synchronized void close() {
        if (!locked.isOpen()) {
            return;
        }
        try (locked;
                named) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A lock file that stays behind is stale, and is taken over by the next run.
            return;
        } finally {
            HELD.remove(file);
        }
    }
}
