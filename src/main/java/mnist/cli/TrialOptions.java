package mnist.cli;

import java.util.List;
import java.util.Optional;
import mnist.experiment.RunOptions.Mode;
import mnist.sweep.Cluster;
import mnist.sweep.RoundTrainer;
import mnist.sweep.SweepOptions;
import picocli.CommandLine.Option;

/** The options of {@code sweep} that say how trials are trained; a mixin. None of them changes a result. */
final class TrialOptions {
    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many trials run side by side; by default one for each core.")
    private Integer jobs;

    @Option(
            names = "--light",
            description =
                    "Keep no last checkpoint of a trial, and write its files only when it ends: quicker for many small ones."
                            + " A light trial that is killed is trained from the start.")
    private boolean light;

    @Option(names = "--force", description = "Replace an earlier sweep in --out.")
    private boolean force;

    @Option(
            names = "--portable",
            negatable = true,
            description = PortableOption.DESCRIPTION + " With --on-spark, unless --no-portable.")
    private Boolean portable;

    @Option(names = "--max-failures", paramLabel = "N", description = "Begin no more trials after N have failed.")
    private Integer maxFailures;

    @Option(names = "--retry-failed", description = "With --resume or --shard: run failed trials again.")
    private boolean retryFailed;

    @Option(
            names = "--on-spark",
            description = "Train the trials on a Spark cluster: that of spark-submit, or that of --master.")
    private boolean onSpark;

    @Option(names = "--master", paramLabel = "URL", description = "With --on-spark: its master, as spark://host:7077.")
    private String master;

    @Option(
            names = "--send-data",
            description = "With --on-spark: send the training data to the executors, if they do not have it.")
    private boolean sendData;

    /** Returns whether to compute the same bits on every machine; executors may be of any kind. */
    boolean portable() {
        return portable == null ? onSpark : portable;
    }

    /** Returns the options that train on the same machines again. */
    String onSameMachines() {
        return (onSpark ? " --on-spark" : "")
                + (master == null ? "" : " --master " + ShellWord.of(master))
                + (sendData ? " --send-data" : "");
    }

    boolean force() {
        return force;
    }

    boolean retryFailed() {
        return retryFailed;
    }

    /** @throws UsageException if a number is below 1 */
    SweepOptions toOptions(List<String> commandLine) {
        UsageException.requirePositive("--jobs", jobs);
        UsageException.requirePositive("--max-failures", maxFailures);
        if (!onSpark && (master != null || sendData)) {
            throw new UsageException("--master and --send-data go with --on-spark. Add it.");
        }
        if (onSpark && jobs != null) {
            throw new UsageException("--jobs: is for this machine, the cluster has its own. Leave it out.");
        }
        return new SweepOptions(
                onSpark ? 1 : jobs == null ? Runtime.getRuntime().availableProcessors() : jobs,
                light ? Mode.LIGHT_TRIAL : Mode.TRIAL,
                retryFailed,
                maxFailures == null ? Integer.MAX_VALUE : maxFailures,
                force,
                commandLine,
                onSpark ? spark() : RoundTrainer.THREADS);
    }

    private RoundTrainer.Maker spark() {
        return Cluster.find()
                .orElseThrow(() -> new UsageException("--on-spark: this program was built without Spark."
                        + " Start the sweep with ./mnist, or build with mvn package -Pspark."))
                .trainers(Optional.ofNullable(master), sendData);
    }
}
