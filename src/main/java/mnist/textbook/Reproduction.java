package mnist.textbook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.experiment.RunOptions.Mode;
import mnist.sweep.RoundTrainer;
import mnist.sweep.SweepOptions;

/**
 * Trains rows of the table, each as a sweep over seeds in a directory of its own. A row keeps to one core, and as many rows as
 * there are cores are trained side by side, the long ones first; a row that is alone has all cores for its seeds.
 */
public final class Reproduction {
    private static final int SEEDS = 3;

    private final Settings settings;
    private final Observer observer;
    private final List<String> commandLine;

    /** Watches; called by several threads. */
    public interface Observer {
        /**
         * A run ended, or was found.
         *
         * @param accuracy of the validation set in its best epoch, or NaN where it failed
         */
        void runFinished(Published row, long seed, double accuracy);

        /** Returns whether to save what is under way and return. */
        boolean stopRequested();
    }

    /**
     * What is trained, and where it goes.
     *
     * @param configs the folder of the rows' configs
     * @param directory of all rows and of the table
     * @param seeds of each row; if it is not given, 3, and 1 of those that take long
     */
    public record Settings(Path configs, Path directory, OptionalInt seeds) {}

    /** @param commandLine the arguments of the program, for the record */
    public Reproduction(Settings settings, Observer observer, List<String> commandLine) {
        this.settings = settings;
        this.observer = observer;
        this.commandLine = List.copyOf(commandLine);
    }

    /**
     * Trains what is missing, and writes the table of the rows that are done.
     *
     * @return those rows, in the order in which they were given; fewer than that only after a stop
     * @throws mnist.json.InputException if a config is missing or wrong; nothing is trained then
     * @throws mnist.data.DataException if the data is missing or corrupt
     * @throws mnist.storage.StorageException if a file cannot be written
     */
    public List<Reproduced> run(List<Published> rows) {
        List<RowSweep> sweeps = rows.stream().map(this::sweep).toList();
        int cores = Runtime.getRuntime().availableProcessors();
        int sideBySide = Math.min(cores, rows.size());
        List<Reproduced> done = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(sideBySide);
        try {
            List<RowSweep> longestFirst = sweeps.stream()
                    .sorted(Comparator.comparingLong(RowSweep::work).reversed())
                    .toList();
            List<Future<Optional<Reproduced>>> results = longestFirst.stream()
                    .map(sweep -> threads.submit(() -> sweep.run(options(Math.max(1, cores / sideBySide)), observer)))
                    .toList();
            for (RowSweep sweep : sweeps) {
                await(results.get(longestFirst.indexOf(sweep))).ifPresent(done::add);
            }
        } finally {
            threads.shutdownNow();
        }
        new ReproductionTable(done).write(settings.directory);
        return List.copyOf(done);
    }

    private RowSweep sweep(Published row) {
        Config config = ConfigReader.read(row.config(settings.configs), List.of());
        int count = settings.seeds.orElse(row.isLong() ? 1 : SEEDS);
        return new RowSweep(row, config, count, settings.directory.resolve(row.name()));
    }

    private SweepOptions options(int jobs) {
        return new SweepOptions(jobs, Mode.TRIAL, false, Integer.MAX_VALUE, false, commandLine, RoundTrainer.THREADS);
    }

    private static Optional<Reproduced> await(Future<Optional<Reproduced>> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException("a row ended with an error", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a reproduction", e);
        }
    }
}
