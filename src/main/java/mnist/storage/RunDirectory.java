package mnist.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run directory that this process alone may write in, until it is closed.
 *
 * <p>To read another run's files, use {@link RunFiles}: that needs no lock.
 */
public final class RunDirectory implements AutoCloseable {
    private final RunFiles files;
    private final RunLock lock;

    private RunDirectory(RunFiles files, RunLock lock) {
        this.files = files;
        this.lock = lock;
    }

    /**
     * Makes the directory, with its parents, for a new run.
     *
     * @param force whether to delete what an earlier run wrote there; nothing else is ever deleted
     * @throws RunDirectoryException if it is not empty and {@code force} is false, or if another process uses it
     * @throws StorageException if it cannot be made or written
     */
    public static RunDirectory create(Path path, boolean force) {
        RunFiles files = new RunFiles(path);
        try {
            if (Files.isDirectory(path)) {
                // Before the lock, so that somebody else's directory is refused without a trace in it.
                refuseUnlessFree(files, force);
            } else {
                refuseIfNoDirectory(path);
                Files.createDirectories(path);
            }
        } catch (IOException e) {
            throw StorageException.cannotWrite(path, e);
        }
        return locked(files, run -> {
            refuseUnlessFree(run, force);
            for (String name : RunFiles.NAMES) {
                deleteFile(path.resolve(name));
            }
            for (Path kept : run.allKept()) {
                deleteFile(kept);
            }
            deleteIfEmpty(run.kept());
        });
    }

    /**
     * Opens the directory of a run that is to be resumed.
     *
     * @throws RunDirectoryException if another process uses it
     * @throws StorageException if it does not exist or cannot be written
     */
    public static RunDirectory open(Path path) {
        refuseIfNoDirectory(path);
        if (!Files.exists(path)) {
            throw new StorageException(path + ": no such run directory. Check the path.");
        }
        return locked(new RunFiles(path), files -> {});
    }

    /** Returns whether this or another process holds the directory at this moment; it is left as it is. */
    public static boolean isInUse(Path path) {
        return RunLock.isHeld(new RunFiles(path));
    }

    /** Returns where the files are. */
    public RunFiles files() {
        return files;
    }

    /** Lets others use the directory. Closing it once more has no effect. */
    @Override
    public void close() {
        lock.close();
    }

    /** Takes the lock, clears up after a killed process, and prepares the directory; or gives the lock up again. */
    private static RunDirectory locked(RunFiles files, IoConsumer<RunFiles> preparation) {
        RunLock lock = null;
        boolean done = false;
        try {
            lock = RunLock.acquire(files);
            AtomicFile.removeLeftovers(files.directory(), RunFiles.NAMES::contains);
            if (Files.isDirectory(files.kept())) {
                AtomicFile.removeLeftovers(files.kept(), RunFiles::isKept);
            }
            preparation.accept(files);
            done = true;
            return new RunDirectory(files, lock);
        } catch (IOException e) {
            throw StorageException.cannotWrite(files.directory(), e);
        } finally {
            if (!done && lock != null) {
                lock.close();
            }
        }
    }

    private static void refuseIfNoDirectory(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StorageException(path + ": is a file, expected a run directory. Choose another path.");
        }
    }

    private static void refuseUnlessFree(RunFiles files, boolean force) throws IOException {
        if (force) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.directory())) {
            for (Path entry : entries) {
                if (!RunFiles.isRemnant(entry)) {
                    throw new RunDirectoryException(files.directory() + ": the run directory is not empty, found "
                            + entry.getFileName()
                            + ". Choose another directory with --out, resume what is there with --resume,"
                            + " or replace it with --force.");
                }
            }
        }
    }

    /** The folder stays if somebody else has put something there. */
    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }

    /** Leaves a directory of that name alone: it is not from a run. */
    private static void deleteFile(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            Files.deleteIfExists(file);
        }
    }
}
