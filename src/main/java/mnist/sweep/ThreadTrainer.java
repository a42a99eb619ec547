package mnist.sweep;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mnist.storage.RunDirectoryException;
import mnist.storage.StorageException;

/** Trains trials side by side on threads of this process, each in its run directory. */
final class ThreadTrainer implements RoundTrainer {
    private final SweepSpec spec;
    private final SweepFiles files;
    private final int jobs;
    private final TrialTrainer trainer;
    private final ExecutorService threads;
    private final AtomicReference<StorageException> obstacle = new AtomicReference<>();
    private final AtomicReference<StorageException> inUse = new AtomicReference<>();

    ThreadTrainer(SweepSpec spec, SweepFiles files, SweepOptions options, SharedData data) {
        this.spec = spec;
        this.files = files;
        jobs = options.jobs();
        trainer = new TrialTrainer(options.mode(), spec.portable(), options.commandLine(), data);
        threads = Executors.newFixedThreadPool(jobs);
    }

    @Override
    public void train(List<Trial> trials, int epochs, Control round) {
        Stream<CompletableFuture<Void>> trainings = trials.stream()
                .map(trial -> CompletableFuture.runAsync(
                        () -> {
                            if (obstacle.get() == null && round.begin(trial)) {
                                round.end(trial, train(trial, epochs, round));
                            }
                        },
                        threads));
        CompletableFuture.allOf(trainings.toArray(CompletableFuture<?>[]::new)).join();
        if (obstacle.get() != null || inUse.get() != null) {
            throw obstacle.get() == null ? inUse.get() : obstacle.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private TrialOutcome train(Trial trial, int epochs, Control round) {
        try {
            return trainer.train(
                    spec.config(trial.point(), trial.repeat()),
                    files.trial(trial),
                    epochs,
                    () -> obstacle.get() != null || round.stopRequested());
        } catch (StorageException e) {
            // A trial that another process trains keeps nobody from the others.
            (e.getCause() instanceof RunDirectoryException ? inUse : obstacle).compareAndSet(null, e);
            return TrialOutcome.PENDING;
        } catch (OutOfMemoryError e) {
            obstacle.compareAndSet(null, memoryIsFull(e));
            return TrialOutcome.PENDING;
        }
    }

    private StorageException memoryIsFull(OutOfMemoryError problem) {
        return new StorageException(
                "memory: is full (%s), found %d MB of Java heap for %d trials side by side. %s"
                        .formatted(
                                problem.getMessage(),
                                Runtime.getRuntime().maxMemory() >> 20,
                                jobs,
                                "Lower --jobs, or enlarge the heap, as with MNIST_JAVA_OPTS=-Xmx2g."),
                problem);
    }
}
