package mnist.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.data.DataException;
import mnist.data.DatasetBytes;
import mnist.data.Split;
import mnist.experiment.DataFolder;
import mnist.experiment.ExperimentData;
import mnist.json.InputException;
import mnist.machine.BlasLibrary;
import mnist.machine.KernelsException;
import mnist.storage.StorageException;
import mnist.sweep.SharedData;
import mnist.sweep.TrialOutcome;
import mnist.sweep.TrialTrainer;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Trains a trial in an executor. What is wrong with the trial is its result; what is wrong with the machine is an obstacle, which
 * names the machine. While it trains, its files are in the executor's own folder of Spark, and then they are gone.
 */
final class ExecutorTrial {
    /** What the trials of this process share: each file is loaded once, however many tasks there are. */
    private static final SharedData DATA = new SharedData();

    private final TrialSettings settings;
    private final HashMap<String, Broadcast<byte[]>> sent;
    private final TaskContext context;

    /** @param sent the data that the driver has handed out, by its source */
    ExecutorTrial(TrialSettings settings, HashMap<String, Broadcast<byte[]>> sent, TaskContext context) {
        this.settings = settings;
        this.sent = sent;
        this.context = context;
    }

    TrialResult train(TrialTask task) {
        try {
            BlasLibrary.request(settings.kernels());
            BlasLibrary.start();
            Config config = ConfigReader.parse(task.config(), "the trial's config", List.of());
            if (task.folder() != null) {
                requireSameData(task, config);
                requireRoom(config);
            }
            return inScratch(task, config);
        } catch (KernelsException e) {
            return obstacle(task, e.getMessage() + (settings.portable() ? "" : " Or sweep with --portable."));
        } catch (StorageException e) {
            return obstacle(task, e.getMessage());
        } catch (IOException e) {
            return obstacle(task, "the executor's folder cannot be used, " + e.getMessage() + ". Make room there.");
        } catch (OutOfMemoryError e) {
            return fullMemory(task, e.getMessage());
        } catch (LinkageError e) {
            String reason = Reasons.ofFirst(e);
            // Who asks second for a class that found no memory is told of the class.
            if (reason.contains(OutOfMemoryError.class.getName())) {
                return fullMemory(task, reason);
            }
            String message =
                    "the program cannot run there, %s. Take executors of the system and processor of the driver.";
            return obstacle(task, message.formatted(reason));
        }
    }

    private static TrialResult fullMemory(TrialTask task, String reason) {
        return obstacle(
                task,
                "memory is full (%s), found %d MB of Java heap for an executor. %s"
                        .formatted(
                                reason,
                                Runtime.getRuntime().maxMemory() >> 20,
                                "Give executors more with spark.executor.memory, or fewer cores."));
    }

    private void requireSameData(TrialTask task, Config config) {
        List<String> differences;
        try {
            Broadcast<byte[]> bytes = sent.get(SharedData.source(config));
            DataFolder here = DATA.folder(
                    config, () -> bytes == null ? own(config, Path.of(task.folder())) : received(config, bytes));
            differences = ExperimentData.differences(here.file().digests(), task.digests());
        } catch (DataException e) {
            throw new StorageException(
                    "%s The driver has it in %s; add --send-data to hand it out."
                            .formatted(e.getMessage(), task.folder()),
                    e);
        }
        if (!differences.isEmpty()) {
            throw new StorageException("%s: is not the driver's data, %s. Put the same there, or add --send-data."
                    .formatted(config.data().directory(), String.join("; ", differences)));
        }
    }

    /** Loads what the config names, or where that is not there, what is in the folder that the driver found it in. */
    private static DataFolder own(Config config, Path drivers) {
        return Files.isDirectory(DataFolder.configured(config)) || !Files.isDirectory(drivers)
                ? DataFolder.find(config, Optional.empty(), Split.TRAIN)
                : DataFolder.at(drivers, Split.TRAIN, config.data().layout());
    }

    private static DataFolder received(Config config, Broadcast<byte[]> bytes) {
        return new DataFolder(Path.of(config.data().directory()), DatasetBytes.read(bytes.value()));
    }

    /** A network that has room on the driver is not at fault where it has none. */
    private static void requireRoom(Config config) {
        try {
            DATA.of(config);
        } catch (InputException e) {
            throw tooSmall(e);
        } catch (DataException e) {
            // Data that does not fit the trial is the trial's own affair.
            return;
        }
    }

    private static StorageException tooSmall(InputException problem) {
        return new StorageException(
                problem.getMessage() + " Executors get their memory from spark.executor.memory.", problem);
    }

    private TrialResult inScratch(TrialTask task, Config config) throws IOException {
        Path local =
                SparkEnv.get().blockManager().diskBlockManager().localDirs()[0].toPath();
        Path scratch = Files.createTempDirectory(local, "trial-");
        try {
            RunContents.write(task.files(), scratch);
            TrialTrainer trainer = new TrialTrainer(settings.mode(), settings.portable(), settings.commandLine(), DATA);
            TrialOutcome outcome = trainer.train(config, scratch, task.epochs(), context::isInterrupted);
            return new TrialResult(task.index(), outcome, null, RunContents.read(scratch));
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static TrialResult obstacle(TrialTask task, String message) {
        return new TrialResult(task.index(), null, host() + ": " + message, new TreeMap<>());
    }

    private static String host() {
        try {
            return "executor on " + InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "executor on a host without a name";
        }
    }
}
