package mnist.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mnist.config.ConfigWriter;
import mnist.storage.AtomicFile;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.StorageException;
import mnist.storage.Tensor;

/**
 * A network as NumPy's {@code .npz}: a zip of one {@code .npy} file for each array, by the names of the checkpoint, and the config
 * as {@code config.json}, which {@code numpy.load} hands out as bytes.
 *
 * <p>An {@code .npy} file is {@code \x93NUMPY}, the version, the header's length, a header that is a Python dictionary, padded so
 * that the numbers begin at a multiple of 64 bytes, and the numbers (NumPy Enhancement Proposal 1).
 */
public final class NpzFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    /** The first time that a zip can name, so that the same network gives the same bytes. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NpzFile() {}

    /**
     * Writes a checkpoint's network as a whole or not at all.
     *
     * @throws StorageException if the file cannot be written
     */
    public static void write(Path file, Checkpoint checkpoint) {
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Tensor tensor : CheckpointFile.tensorsOf(checkpoint)) {
                add(zip, tensor.name() + ".npy", npy(tensor));
            }
            add(zip, "config.json", ConfigWriter.toJson(checkpoint.config()).getBytes(StandardCharsets.UTF_8));
            zip.finish();
        });
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] npy(Tensor tensor) {
        // A tuple of one number has a comma after it.
        String shape = tensor.shape().stream().map(size -> size + ",").collect(Collectors.joining(" ", "(", ")"));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape);
        int before = MAGIC.length + Short.BYTES;
        int length = (before + header.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - before;
        ByteBuffer bytes = ByteBuffer.allocate(before + length + Float.BYTES * tensor.values().length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putShort((short) length);
        bytes.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.asFloatBuffer().put(tensor.values());
        return bytes.array();
    }
}
