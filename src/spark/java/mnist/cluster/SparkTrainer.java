package mnist.cluster;

import java.util.List;
import java.util.stream.IntStream;
import mnist.config.Config;
import mnist.storage.RunDirectory;
import mnist.storage.StorageException;
import mnist.sweep.RoundTrainer;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepSpec;
import mnist.sweep.Trial;
import org.apache.spark.SparkContext;

/** Trains the trials of a round as a job of Spark. What comes back is on the disk here before it counts. */
final class SparkTrainer implements RoundTrainer {
    private final SparkContext context;
    private final SweepSpec spec;
    private final SweepFiles files;
    private final TrialShipper shipper;

    SparkTrainer(SparkContext context, SweepSpec spec, SweepFiles files, TrialShipper shipper) {
        this.context = context;
        this.spec = spec;
        this.files = files;
        this.shipper = shipper;
    }

    @Override
    public void train(List<Trial> trials, int epochs, Control round) {
        if (trials.isEmpty() || round.isOver()) {
            return;
        }
        List<Config> configs = trials.stream()
                .map(trial -> spec.config(trial.point(), trial.repeat()))
                .toList();
        List<TrialTask> tasks = IntStream.range(0, trials.size())
                .mapToObj(i -> shipper.task(i, configs.get(i), epochs, files.trial(trials.get(i))))
                .toList();
        StartedTrials started = new StartedTrials(trials, round);
        Starvation starvation = new Starvation(context.conf(), round::warn);
        try {
            context.addSparkListener(started);
            context.addSparkListener(starvation);
            TrialsRdd rdd = new TrialsRdd(context, tasks, shipper.settings(), shipper.data(context, configs));
            new RoundJob(context, rdd, tasks.size()).await(taker(trials, round, started, starvation));
        } catch (IllegalStateException e) {
            throw context.isStopped() ? ended(e) : e;
        } finally {
            context.removeSparkListener(started);
            context.removeSparkListener(starvation);
            started.endAll();
        }
    }

    private RoundJob.Taker taker(List<Trial> trials, Control round, StartedTrials started, Starvation starvation) {
        return new RoundJob.Taker() {
            @Override
            public void take(TrialResult result) {
                SparkTrainer.this.take(result, trials.get(result.index()), started);
            }

            @Override
            public boolean isOver() {
                starvation.check();
                return round.isOver();
            }
        };
    }

    /** Spark stops by itself when its master takes the application no longer, or never did. */
    private StorageException ended(IllegalStateException problem) {
        String message =
                "%s: Spark has ended the application, %s. Check that the master is one of Spark %s, and its log.";
        return new StorageException(
                message.formatted(context.master(), Reasons.of(problem), context.version()), problem);
    }

    private void take(TrialResult result, Trial trial, StartedTrials started) {
        if (result.obstacle() != null) {
            throw new StorageException(result.obstacle());
        }
        try (RunDirectory locked = RunDirectory.create(files.trial(trial), true)) {
            RunContents.write(result.files(), locked.files().directory());
        }
        started.end(result.index(), result.outcome());
    }

    @Override
    public void close() {
        context.stop();
    }
}
