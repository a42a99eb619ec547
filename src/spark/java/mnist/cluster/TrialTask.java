package mnist.cluster;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import mnist.data.FileDigest;
import mnist.experiment.DataFolder;
import org.apache.spark.Partition;

/**
 * One trial of a round, as Spark sends it. What the trial resumes from is read when the task is sent, not before: of a
 * round of thousands few are on their way at once.
 */
final class TrialTask implements Partition {
    private static final long serialVersionUID = 1;

    private final int index;
    private final String config;
    private final int epochs;
    private final String folder;
    private final TreeMap<String, String> digests;
    private final transient Path directory;
    private TreeMap<String, byte[]> files = new TreeMap<>();

    /**
     * @param index in the round
     * @param config the effective config, as JSON
     * @param epochs how many the trial is trained for in all
     * @param data of the driver; null if it has none that the config names
     * @param directory of the trial on the driver, with a checkpoint to resume from, or null
     */
    TrialTask(int index, String config, int epochs, DataFolder data, Path directory) {
        this.index = index;
        this.config = config;
        this.epochs = epochs;
        this.directory = directory;
        folder = data == null ? null : data.path().toAbsolutePath().toString();
        digests = new TreeMap<>();
        if (data != null) {
            data.file().digests().forEach(digest -> digests.put(digest.file(), digest.sha256()));
        }
    }

    @Override
    public int index() {
        return index;
    }

    String config() {
        return config;
    }

    int epochs() {
        return epochs;
    }

    /** Returns where the driver has the training files, or null if it has none. */
    String folder() {
        return folder;
    }

    /** Returns which training files the driver has. */
    List<FileDigest> digests() {
        return digests.entrySet().stream()
                .map(entry -> new FileDigest(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns the files to resume from, by name. */
    TreeMap<String, byte[]> files() {
        return files;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        if (directory != null) {
            files = RunContents.read(directory);
        }
        out.defaultWriteObject();
        files = new TreeMap<>();
    }
}
