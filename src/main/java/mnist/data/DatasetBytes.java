package mnist.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole data set as bytes, by which one process of this program hands it to another: the size of the images, the digests of
 * the files, the labels, the pixels.
 */
public final class DatasetBytes {
    private DatasetBytes() {}

    /** Returns a data set that {@link Dataset#load} has loaded as bytes. */
    public static byte[] of(Dataset dataset) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(dataset.size() * (dataset.pixels() + Integer.BYTES) + 1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(dataset.rows());
            out.writeInt(dataset.columns());
            out.writeInt(dataset.classes());
            out.writeInt(dataset.digests().size());
            for (FileDigest digest : dataset.digests()) {
                out.writeUTF(digest.file());
                out.writeUTF(digest.sha256());
            }
            out.writeInt(dataset.size());
            for (int example = 0; example < dataset.size(); example++) {
                out.writeInt(dataset.label(example));
            }
            for (int example = 0; example < dataset.size(); example++) {
                for (int pixel = 0; pixel < dataset.pixels(); pixel++) {
                    out.write(dataset.pixel(example, pixel / dataset.columns(), pixel % dataset.columns()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Returns the data set of which another process has made these bytes. */
    public static Dataset read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int rows = in.readInt();
            int columns = in.readInt();
            int classes = in.readInt();
            List<FileDigest> digests = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                digests.add(new FileDigest(in.readUTF(), in.readUTF()));
            }
            int[] labels = new int[in.readInt()];
            for (int example = 0; example < labels.length; example++) {
                labels[example] = in.readInt();
            }
            Dataset.Images images = new Dataset.Images(in.readAllBytes(), rows, columns);
            return new Dataset(images, new Dataset.Labels(labels, classes), digests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
