package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import mnist.experiment.RunObserver;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;
import mnist.training.TrainingState;

/**
 * Shows a run on stderr: a line for the run, one for each epoch, and on a terminal a live line below them. Past 40 epochs
 * a terminal gets the lines of new bests and of every tenth epoch only.
 */
final class TrainingView implements RunObserver {
    private static final int ALL_SHOWN = 40;
    private static final int THEN_EVERY = 10;

    /** The mean over fewer examples than this says little: the figures of the epoch before stand in for it. */
    private static final int FEWEST_EXAMPLES = 1000;

    private final Console console;
    private final boolean quiet;
    private final BooleanSupplier stop;
    private final LiveLine line;
    private final Pace pace = new Pace();
    private RunStart start;
    private List<String> lastEpoch = List.of();

    /** @param stop whether the user asked for an end */
    TrainingView(Console console, boolean quiet, BooleanSupplier stop) {
        this.console = console;
        this.quiet = quiet;
        this.stop = stop;
        line = new LiveLine(console);
    }

    @Override
    public void runStarted(RunStart started) {
        start = started;
        if (!quiet) {
            line.print("run " + start.directory());
            line.print("%s, %s, %s for validation"
                    .formatted(
                            Format.count(start.parameters(), "parameter"),
                            Format.count(start.trainingExamples(), "example"),
                            Format.count(start.validationExamples())));
            Notes.ofBatch(start.config(), start.trainingExamples()).ifPresent(note -> line.print("note: " + note));
        }
    }

    /** Says what made the training diverge, before the error that ends it. */
    void diverged() {
        line.erase();
        if (!quiet && start != null) {
            line.print("note: " + Notes.ofDivergence(start.config()));
        }
    }

    @Override
    public void warning(String text) {
        console.err().println("warning: " + text);
    }

    @Override
    public void alreadyComplete(Path directory, int epochs) {
        if (!quiet) {
            console.err()
                    .println("%s: is complete, %s; nothing was changed. To train further, add --set training.epochs=N."
                            .formatted(directory, Format.count(epochs, "epoch")));
        }
    }

    @Override
    public void minibatchFinished(Trainer trainer) {
        if (!quiet && line.isDue()) {
            TrainingState state = trainer.state();
            draw(state, (double) state.minibatch() / trainer.minibatchesPerEpoch());
        }
    }

    @Override
    public void epochFinished(EpochMetrics metrics, boolean best) {
        lastEpoch = figures(metrics.trainCost(), metrics.trainAccuracy());
        if (!quiet && (!console.redraws() || isShown(metrics, best))) {
            line.print(describe(metrics, best));
        }
    }

    @Override
    public boolean stopRequested() {
        return stop.getAsBoolean();
    }

    /** Ends the live line, so that what follows begins on a line of its own. */
    void finish() {
        line.erase();
    }

    private boolean isShown(EpochMetrics metrics, boolean best) {
        int epoch = metrics.epoch();
        boolean improved = best && metrics.validationAccuracy().isPresent();
        return epoch <= ALL_SHOWN || improved || epoch % THEN_EVERY == 0 || epoch == epochs();
    }

    private int epochs() {
        return start.config().training().epochs();
    }

    private String describe(EpochMetrics metrics, boolean best) {
        String validation = metrics.validationAccuracy().isPresent()
                ? "  validation " + Format.percent(metrics.validationAccuracy().getAsDouble()) + (best ? " *" : "  ")
                : "";
        return String.format(
                Locale.ROOT,
                "epoch %" + Integer.toString(epochs()).length() + "d/%d  cost %s  accuracy %s%s  %s",
                metrics.epoch(),
                epochs(),
                Format.cost(metrics.trainCost()),
                Format.percent(metrics.trainAccuracy()),
                validation,
                Format.duration(metrics.seconds()));
    }

    private static List<String> figures(double cost, double accuracy) {
        return List.of("cost " + Format.cost(cost), "accuracy " + Format.percent(accuracy));
    }

    private void draw(TrainingState state, double fraction) {
        double done = state.epoch() + fraction;
        pace.note(System.nanoTime() / 1e9, done);
        boolean telling = state.tally().examples() >= Math.min(FEWEST_EXAMPLES, start.trainingExamples() / 2);
        List<String> figures = new ArrayList<>(
                telling ? figures(state.tally().cost(), state.tally().accuracy()) : lastEpoch);
        double rate = pace.perSecond();
        if (rate > 0) {
            figures.add(Format.duration((epochs() - done) / rate) + " left");
            figures.add(Format.rounded(rate * start.trainingExamples()) + " examples/s");
        }
        String head = "epoch " + (state.epoch() + 1) + "/" + epochs();
        line.draw(width -> LiveLine.compose(width, head, fraction, figures));
    }
}
