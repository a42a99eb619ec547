package mnist.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.data.DataException;
import mnist.data.DatasetBytes;
import mnist.experiment.DataFolder;
import mnist.experiment.TrialRun;
import mnist.json.InputException;
import mnist.sweep.SharedData;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag$;

/** Makes tasks of trials, and hands out what all of them need. */
final class TrialShipper {
    private final TrialSettings settings;
    private final SharedData data;
    private final boolean sendsData;
    private final HashMap<String, Broadcast<byte[]>> sent = new HashMap<>();

    /** @param sendsData whether executors get the data from here, and do not look for it where they are */
    TrialShipper(TrialSettings settings, SharedData data, boolean sendsData) {
        this.settings = settings;
        this.data = data;
        this.sendsData = sendsData;
    }

    TrialSettings settings() {
        return settings;
    }

    /**
     * Makes the task of a trial.
     *
     * @param index in its round
     * @param directory of the trial here
     */
    TrialTask task(int index, Config config, int epochs, Path directory) {
        return new TrialTask(
                index,
                ConfigWriter.toJson(config),
                epochs,
                folder(config),
                TrialRun.canResume(directory, epochs) ? directory : null);
    }

    /** What the driver cannot load either is wrong with the trial, and not with an executor. */
    private DataFolder folder(Config config) {
        try {
            return data.folder(config);
        } catch (DataException | InputException e) {
            return null;
        }
    }

    /** Returns the data of the trials by its source, each handed out once; none if executors read it. */
    HashMap<String, Broadcast<byte[]>> data(SparkContext context, List<Config> configs) {
        for (Config config : sendsData ? configs : List.<Config>of()) {
            DataFolder folder = folder(config);
            if (folder != null) {
                sent.computeIfAbsent(
                        SharedData.source(config),
                        source -> context.broadcast(
                                DatasetBytes.of(folder.file()), ClassTag$.MODULE$.apply(byte[].class)));
            }
        }
        return sent;
    }
}
