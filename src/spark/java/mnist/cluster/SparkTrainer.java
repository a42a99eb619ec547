package mnist.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mnist.config.Config;
import mnist.storage.RunDirectory;
import mnist.storage.StorageException;
import mnist.sweep.RoundTrainer;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepSpec;
import mnist.sweep.Trial;
import mnist.sweep.TrialOutcome;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;

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
    public void train(List<Trial> trials, int epochs, Round round) {
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
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                started.begin(start.taskInfo().partitionId());
            }
        };
        context.addSparkListener(listener);
        try {
            TrialsRdd rdd = new TrialsRdd(context, tasks, shipper.settings(), shipper.data(context, configs));
            new RoundJob(context, rdd, tasks.size()).await(round::isOver, result -> take(result, trials, started));
        } finally {
            context.removeSparkListener(listener);
            started.endAll();
        }
    }

    private void take(TrialResult result, List<Trial> trials, StartedTrials started) {
        if (result.obstacle() != null) {
            throw new StorageException(result.obstacle());
        }
        Path directory = files.trial(trials.get(result.index()));
        try (RunDirectory locked = RunDirectory.create(directory, true)) {
            locked.files().write(result.files());
        }
        started.end(result.index(), result.outcome());
    }

    @Override
    public void close() {
        context.stop();
    }

    /** Which trials of a round have begun somewhere. A task that is tried again, or twice at a time, begins its trial once. */
    private static final class StartedTrials {
        private final List<Trial> trials;
        private final Round round;
        private final boolean[] running;
        private final boolean[] ended;

        StartedTrials(List<Trial> trials, Round round) {
            this.trials = trials;
            this.round = round;
            running = new boolean[trials.size()];
            ended = new boolean[trials.size()];
        }

        synchronized void begin(int index) {
            if (index < running.length && !running[index] && !ended[index]) {
                running[index] = round.begin(trials.get(index));
            }
        }

        synchronized void end(int index, TrialOutcome outcome) {
            begin(index);
            if (running[index]) {
                running[index] = false;
                round.end(trials.get(index), outcome);
            }
            ended[index] = true;
        }

        /** Those that a stop has cut off. */
        synchronized void endAll() {
            for (int i = 0; i < running.length; i++) {
                if (running[i]) {
                    end(i, TrialOutcome.PENDING);
                }
            }
        }
    }
}
