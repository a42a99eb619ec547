package mnist.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mnist.data.IdxBuilder;
import mnist.data.Split;
import mnist.experiment.RunOptions.Mode;

/** Sweeps over a small data set, for tests. */
public final class SmallSweep {
    static final String GRID = "{\"type\": \"grid\"}";
    static final String RANDOM = "{\"type\": \"random\", \"trials\": 6}";
    static final String HALVING = "{\"type\": \"halving\", \"trials\": 6, \"factor\": 2, \"minEpochs\": 1}";
    static final String TPE = "{\"type\": \"tpe\", \"trials\": 8, \"startup\": 4, \"batch\": 2}";
    public static final String RATES = "\"optimizer.learningRate\": {\"logUniform\": [0.01, 5]}";
    /** Of the three rates one diverges. */
    public static final String ONE_BAD =
            "\"optimizer.learningRate\": {\"choice\": [0.1, 1000000, 1]}, \"network.hidden\": {\"choice\": [\"relu\"]},"
                    + " \"network.output\": {\"choice\": [\"identity\"]}, \"cost\": {\"choice\": [\"squared-error\"]}";

    private SmallSweep() {}

    /** Writes the data. */
    public static void writeData(Path folder) {
        for (Split split : Split.values()) {
            new IdxBuilder()
                    .examples(80)
                    .pixels((example, row, column) -> (97 * example % 60) + (example % 3 == row % 3 ? 150 : 0))
                    .write(folder, split);
        }
    }

    static SweepOptions jobs(int jobs) {
        return jobs(jobs, Mode.TRIAL);
    }

    static SweepOptions jobs(int jobs, Mode mode) {
        return new SweepOptions(jobs, mode, false, Integer.MAX_VALUE, false, List.of("sweep"), RoundTrainer.THREADS);
    }

    /** Asks for a stop when it has been asked a number of times, which is once for each minibatch. */
    static SweepObserver stopAfter(int questions) {
        AtomicInteger asked = new AtomicInteger();
        return new SweepObserver() {
            @Override
            public boolean stopRequested() {
                return asked.incrementAndGet() > questions;
            }
        };
    }
}
