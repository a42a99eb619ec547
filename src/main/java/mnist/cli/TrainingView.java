package mnist.cli;

import java.nio.file.Path;
import java.util.Locale;
import mnist.experiment.RunObserver;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;
import mnist.training.TrainingState;

/** Shows a training on stderr: on a terminal one line, drawn over again and again; otherwise one line per epoch. */
final class TrainingView implements RunObserver {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int BAR_WIDTH = 20;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Console console;
    private RunStart start;
    private long startNanos;
    private long drawnNanos;
    private int firstEpoch = -1;
    private double firstFraction;
    private String lastEpoch = "";

    TrainingView(Console console) {
        this.console = console;
    }

    @Override
    public void runStarted(RunStart start) {
        this.start = start;
        startNanos = System.nanoTime();
        drawnNanos = startNanos;
        if (!console.redraws()) {
            console.err()
                    .println("run %s: %s parameters, %s examples, %s for validation"
                            .formatted(
                                    start.directory(),
                                    Format.count(start.parameters()),
                                    Format.count(start.trainingExamples()),
                                    Format.count(start.validationExamples())));
        }
    }

    @Override
    public void alreadyComplete(Path directory, int epochs) {
        console.err()
                .println("%s: is complete, %s; nothing was changed. For more, add --set training.epochs=N."
                        .formatted(directory, epochs == 1 ? "1 epoch" : epochs + " epochs"));
    }

    @Override
    public void minibatchFinished(Trainer trainer) {
        if (console.redraws() && System.nanoTime() - drawnNanos > REDRAW_NANOS) {
            drawnNanos = System.nanoTime();
            draw(trainer.state(), (double) trainer.state().minibatch() / trainer.minibatchesPerEpoch());
        }
    }

    @Override
    public void epochFinished(EpochMetrics metrics, boolean best) {
        String line = describe(metrics, best);
        if (console.redraws()) {
            lastEpoch = line;
            console.err().print(ERASE_LINE + line);
            console.err().flush();
        } else {
            console.err().println(line);
        }
    }

    /** Ends the redrawn line, so that what follows begins on a line of its own. */
    void finish() {
        if (console.redraws() && start != null) {
            console.err().print(ERASE_LINE + (lastEpoch.isEmpty() ? "" : lastEpoch + System.lineSeparator()));
            console.err().flush();
        }
    }

    private String describe(EpochMetrics metrics, boolean best) {
        int epochs = start.config().training().epochs();
        String validation = metrics.validationAccuracy().isPresent()
                ? "  validation " + Format.percent(metrics.validationAccuracy().getAsDouble()) + (best ? " *" : "  ")
                : "";
        return String.format(
                Locale.ROOT,
                "epoch %" + Integer.toString(epochs).length() + "d/%d  cost %s  accuracy %s%s  %s",
                metrics.epoch(),
                epochs,
                Format.cost(metrics.trainCost()),
                Format.percent(metrics.trainAccuracy()),
                validation,
                Format.duration(metrics.seconds()));
    }

    private void draw(TrainingState state, double fraction) {
        if (firstEpoch < 0) {
            firstEpoch = state.epoch();
            firstFraction = fraction;
            startNanos = System.nanoTime();
        }
        int filled = (int) (fraction * BAR_WIDTH);
        double epochsDone = state.epoch() - firstEpoch + fraction - firstFraction;
        double rate = epochsDone / ((System.nanoTime() - startNanos) / 1e9);
        int epochs = start.config().training().epochs();
        String speed = rate > 0
                ? String.format(
                        Locale.ROOT,
                        "  %,.0f examples/s  %s left",
                        rate * start.trainingExamples(),
                        Format.duration((epochs - state.epoch() - fraction) / rate))
                : "";
        console.err()
                .print(ERASE_LINE + "epoch " + (state.epoch() + 1) + "/" + epochs + " [" + "#".repeat(filled)
                        + "-".repeat(BAR_WIDTH - filled) + "]  cost "
                        + Format.cost(state.tally().cost()) + "  accuracy "
                        + Format.percent(state.tally().accuracy()) + speed);
        console.err().flush();
    }
}
