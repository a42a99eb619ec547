package mnist.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import mnist.sweep.Objective;
import mnist.sweep.SweepObserver;
import mnist.sweep.SweepSpec;
import mnist.sweep.Trial;
import mnist.sweep.TrialOutcome;

/** Shows how a sweep goes: one redrawn line on a terminal, else a line for each trial. Failed trials always get a line. */
final class SweepView implements SweepObserver {
    private static final String ERASE_LINE = "\r\u001b[2K";
    private static final long REDRAW_NANOS = 100_000_000;

    private final Console console;
    private final boolean quiet;
    private final BooleanSupplier stop;
    private final long startNanos = System.nanoTime();
    private SweepSpec spec;
    private long drawnNanos;
    private boolean drawn;

    /** @param stop whether the user asked for an end */
    SweepView(Console console, boolean quiet, BooleanSupplier stop) {
        this.console = console;
        this.quiet = quiet;
        this.stop = stop;
    }

    @Override
    public void sweepStarted(Path directory, SweepSpec started, int expected) {
        spec = started;
        if (!quiet) {
            console.err()
                    .println("sweep %s: %s search, %s trainings"
                            .formatted(directory, started.search().type(), Format.count(expected)));
        }
    }

    @Override
    public void trialStarted(Progress progress) {
        draw(progress);
    }

    @Override
    public void trialFinished(Trial trial, TrialOutcome outcome, Progress progress) {
        if (!quiet && (outcome.isFailure() || !console.redraws())) {
            erase();
            console.err().println(line(trial, outcome, progress));
        }
        draw(progress);
    }

    @Override
    public boolean stopRequested() {
        return stop.getAsBoolean();
    }

    /** Ends the redrawn line, so that what follows begins on a line of its own. */
    void finish() {
        erase();
        console.err().flush();
    }

    private String line(Trial trial, TrialOutcome outcome, Progress progress) {
        String result = outcome.isRanked()
                ? value(outcome.best().value(spec.objective())) + " in epoch "
                        + outcome.best().epoch() + " of " + outcome.epochs()
                : outcome.status().label() + ": " + outcome.reason();
        return "%d/%d  trial %d  %s  seed %d  %s  %s"
                .formatted(
                        progress.done(),
                        progress.expected(),
                        trial.number(),
                        String.join(" ", trial.point().options(spec.parameters())),
                        trial.seed(),
                        result,
                        Format.duration(outcome.seconds()));
    }

    private String value(double objective) {
        return spec.objective() == Objective.VALIDATION_ACCURACY
                ? "validation accuracy " + Format.percent(objective)
                : "validation cost " + Format.cost(objective);
    }

    private void draw(Progress progress) {
        long now = System.nanoTime();
        if (quiet || !console.redraws() || drawn && now - drawnNanos < REDRAW_NANOS) {
            return;
        }
        drawnNanos = now;
        int here = progress.done() - progress.found();
        double seconds = (now - startNanos) / 1e9;
        String left = here == 0
                ? ""
                : "  " + Format.duration(seconds / here * (progress.expected() - progress.done())) + " left";
        String best = Double.isNaN(progress.best()) ? "" : "  best " + value(progress.best());
        console.err()
                .print(ERASE_LINE
                        + String.format(
                                Locale.ROOT,
                                "%d/%d done, %d running, %d failed%s%s",
                                progress.done(),
                                progress.expected(),
                                progress.running(),
                                progress.failed(),
                                best,
                                left));
        console.err().flush();
        drawn = true;
    }

    private void erase() {
        if (drawn) {
            console.err().print(ERASE_LINE);
            drawn = false;
        }
    }
}
