package mnist.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import mnist.config.Config;
import mnist.experiment.RunObserver;
import mnist.experiment.RunOptions;
import mnist.experiment.TrialRun;
import mnist.storage.RunDirectoryException;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;

/** Trains trials side by side on threads of this process, each in its run directory. */
final class ThreadTrainer implements RoundTrainer {
    private final SweepSpec spec;
    private final SweepFiles files;
    private final SweepOptions options;
    private final SharedData data;
    private final ExecutorService threads;
    private final AtomicReference<StorageException> obstacle = new AtomicReference<>();

    ThreadTrainer(SweepSpec spec, SweepFiles files, SweepOptions options, SharedData data) {
        this.spec = spec;
        this.files = files;
        this.options = options;
        this.data = data;
        threads = Executors.newFixedThreadPool(options.jobs());
    }

    @Override
    public void train(List<Trial> trials, int epochs, Round round) {
        List<Future<?>> trainings = new ArrayList<>();
        for (Trial trial : trials) {
            trainings.add(threads.submit(() -> {
                if (obstacle.get() == null && round.begin(trial)) {
                    round.end(trial, train(trial, new Until(epochs, round)));
                }
            }));
        }
        trainings.forEach(ThreadTrainer::await);
        if (obstacle.get() != null) {
            throw obstacle.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private TrialOutcome train(Trial trial, Until until) {
        Path directory = files.trial(trial);
        Config config = spec.config(trial.point(), trial.repeat());
        try {
            RunOptions.Mode mode = options.light() ? RunOptions.Mode.LIGHT_TRIAL : RunOptions.Mode.TRIAL;
            TrialRun run = new TrialRun(config, data.of(config), mode);
            RunOptions runOptions = new RunOptions(directory, true, true, spec.portable(), options.commandLine());
            if (TrialRun.canResume(directory, until.epochs)) {
                run.resume(runOptions, until);
            } else {
                run.start(runOptions, until);
            }
            return TrialOutcome.read(directory, until.epochs, config.training()).orElse(TrialOutcome.PENDING);
        } catch (StorageException | RunDirectoryException e) {
            obstacle.compareAndSet(null, new StorageException(e.getMessage(), e));
            return TrialOutcome.PENDING;
        } catch (OutOfMemoryError e) {
            obstacle.compareAndSet(null, memoryIsFull(e));
            return TrialOutcome.PENDING;
        } catch (RuntimeException e) {
            TrialOutcome failed = TrialOutcome.failed(e);
            return TrialOutcome.read(directory, Integer.MAX_VALUE, config.training())
                    .filter(outcome -> outcome.status() == failed.status())
                    .orElse(failed);
        }
    }

    private StorageException memoryIsFull(OutOfMemoryError problem) {
        return new StorageException(
                "memory: is full (%s), found %d MB of Java heap for %d trials side by side. %s"
                        .formatted(
                                problem.getMessage(),
                                Runtime.getRuntime().maxMemory() >> 20,
                                options.jobs(),
                                "Lower --jobs, or enlarge the heap, as with MNIST_JAVA_OPTS=-Xmx2g."),
                problem);
    }

    private static void await(Future<?> training) {
        try {
            training.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial's failure is its outcome", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a sweep", e);
        }
    }

    /** Stops a run after a number of epochs, when the sweep is stopped, or when another trial met an obstacle. */
    private final class Until implements RunObserver {
        private final int epochs;
        private final Round round;
        private boolean reached;

        Until(int epochs, Round round) {
            this.epochs = epochs;
            this.round = round;
        }

        @Override
        public void epochFinished(EpochMetrics metrics, boolean best) {
            reached = metrics.epoch() >= epochs;
        }

        @Override
        public boolean stopRequested() {
            return reached || obstacle.get() != null || round.stopRequested();
        }
    }
}
