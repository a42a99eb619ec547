package mnist.cli;

import java.util.List;
import mnist.sweep.RoundTrainer;
import mnist.sweep.SweepOptions;
import picocli.CommandLine.Option;

/** The options of {@code sweep} that say how trials are trained; a mixin. None of them changes a result. */
final class TrialOptions {
    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many trials run side by side; by default one on each core.")
    private Integer jobs;

    @Option(
            names = "--light",
            description =
                    "Keep no last checkpoint of a trial, and write its files only when it ends: quicker for many small ones."
                            + " A light trial that is killed is trained from the start.")
    private boolean light;

    @Option(names = "--force", description = "Replace an earlier sweep in --out.")
    private boolean force;

    @Option(names = "--portable", description = PortableOption.DESCRIPTION)
    private boolean portable;

    @Option(names = "--max-failures", paramLabel = "N", description = "Begin no more trials after N have failed.")
    private Integer maxFailures;

    @Option(names = "--retry-failed", description = "With --resume or --shard: run failed trials again.")
    private boolean retryFailed;

    boolean portable() {
        return portable;
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
        return new SweepOptions(
                jobs == null ? Runtime.getRuntime().availableProcessors() : jobs,
                light,
                retryFailed,
                maxFailures == null ? Integer.MAX_VALUE : maxFailures,
                force,
                commandLine,
                RoundTrainer.THREADS);
    }
}
