package mnist.storage;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a file as a whole or not at all: to a temporary file beside it, forced to the disk, then moved over the
 * target in one step. A crash at any instant leaves the previous file or the new one, never a part of either.
 */
public final class AtomicFile {
    private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.tmp-\\d+-[0-9a-f]+");

    private AtomicFile() {}

    /** What a file has to outlast once it is written. Either way it is whole or not there. */
    public enum Durability {
        /** A power failure: writing waits until the disk has it. */
        FORCED,
        /** The end of the process, however it ends: the operating system has it, which takes a hundredth of the time. */
        PROCESS
    }

    /** Writes a text in UTF-8; see {@link #write(Path, Durability, IoConsumer)}. */
    public static void writeText(Path target, Durability durability, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(target, durability, out -> out.write(bytes));
    }

    /** Writes the target, forced to the disk; see {@link #write(Path, Durability, IoConsumer)}. */
    public static void write(Path target, IoConsumer<OutputStream> content) {
        write(target, Durability.FORCED, content);
    }

    /**
     * Writes the target, replacing it if it exists.
     *
     * @param target the file; its directory must exist
     * @param durability whether to wait for the disk
     * @param content writes the bytes; whatever it throws, the target stays as it was and no temporary file remains
     * @throws StorageException if the file cannot be written, for example because the disk is full
     */
    public static void write(Path target, Durability durability, IoConsumer<OutputStream> content) {
        Path temporary = temporaryFor(target);
        boolean moved = false;
        try {
            writeToDisk(temporary, durability, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            moved = true;
            if (durability == Durability.FORCED) {
                forceDirectory(temporary.getParent());
            }
        } catch (IOException e) {
            throw StorageException.cannotWrite(target, e);
        } finally {
            if (!moved) {
                deleteQuietly(temporary);
            }
        }
    }

    /**
     * Deletes what killed processes left of the named files: temporary files that were never moved. Only whoever is the
     * sole writer of these files may call this.
     *
     * @throws IOException if one cannot be deleted
     */
    public static void removeLeftovers(Path directory, Predicate<String> names) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, ".*")) {
            for (Path entry : entries) {
                if (isTemporaryOf(entry, names)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    /** Returns whether a path is a temporary file of one of the named files. */
    static boolean isTemporaryOf(Path path, Predicate<String> names) {
        Matcher matcher = TEMPORARY.matcher(path.getFileName().toString());
        return matcher.matches() && names.test(matcher.group(1));
    }

    private static Path temporaryFor(Path target) {
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        long process = ProcessHandle.current().pid();
        return target.toAbsolutePath().resolveSibling("." + target.getFileName() + ".tmp-" + process + "-" + random);
    }

    /** Uses no channel, because a channel is closed, and the write lost, when its thread is interrupted. */
    private static void writeToDisk(Path file, Durability durability, IoConsumer<OutputStream> content)
            throws IOException {
        try (FileOutputStream raw = new FileOutputStream(file.toFile())) {
            OutputStream buffered = new BufferedOutputStream(raw, 1 << 16);
            content.accept(buffered);
            buffered.flush();
            if (durability == Durability.FORCED) {
                raw.getFD().sync();
            }
        }
    }

    /** Makes the move itself last through a power failure; Windows has no such call, and needs none. */
    private static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is whole and in place; some systems cannot force a directory, and refuse.
            return;
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The error that matters is on its way already; the next owner of the run directory clears up.
            return;
        }
    }
}
