package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.config.Monitor;
import mnist.sweep.SweepObserver;
import mnist.sweep.SweepSpec;
import mnist.sweep.Trial;
import mnist.sweep.TrialOutcome;

/**
 * Shows a sweep on stderr: a line for the sweep, one for each trial, and on a terminal a live line below them. Past 40 trials
 * a terminal gets the lines of failures, new bests and every tenth trial only.
 */
final class SweepView implements SweepObserver {
    private static final int ALL_SHOWN = 40;
    private static final int THEN_EVERY = 10;
    private static final long REDRAW_MILLIS = 250;

    private final Console console;
    private final boolean quiet;
    private final int jobs;
    private final BooleanSupplier stop;
    private final LiveLine line;
    private final Pace pace = new Pace();
    private final Timer timer = new Timer("progress", true);
    private SweepSpec spec;
    private Progress progress;

    /**
     * @param jobs how many trials run side by side, at most
     * @param stop whether the user asked for an end
     */
    SweepView(Console console, boolean quiet, int jobs, BooleanSupplier stop) {
        this.console = console;
        this.quiet = quiet;
        this.jobs = jobs;
        this.stop = stop;
        line = new LiveLine(console);
    }

    @Override
    public synchronized void sweepStarted(Path directory, SweepSpec started, int expected) {
        spec = started;
        if (!quiet) {
            line.print("sweep %s: %s search, %s"
                    .formatted(directory, started.search().type(), Format.count(expected, "run")));
            Notes.ofJobs(jobs, expected).ifPresent(note -> line.print("note: " + note));
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            draw();
                        }
                    },
                    REDRAW_MILLIS,
                    REDRAW_MILLIS);
        }
    }

    @Override
    public synchronized void trialStarted(Progress now) {
        progress = now;
        if (!quiet && line.isDue()) {
            draw();
        }
    }

    @Override
    public synchronized void trialFinished(Trial trial, TrialOutcome outcome, Progress now) {
        progress = now;
        if (now.done() > now.found()) {
            pace.note(System.nanoTime() / 1e9, now.epochs());
        }
        boolean best = outcome.isRanked() && outcome.best().value(spec.objective()) == now.best();
        if (!quiet && (!console.redraws() || isShown(outcome, best))) {
            line.print(describe(trial, outcome, best));
        }
        if (!quiet && line.isDue()) {
            draw();
        }
    }

    @Override
    public synchronized void warned(String warning) {
        line.erase();
        console.warn(warning);
    }

    @Override
    public boolean stopRequested() {
        return stop.getAsBoolean();
    }

    /** Ends the live line, so that what follows begins on a line of its own. */
    synchronized void finish() {
        timer.cancel();
        progress = null;
        line.erase();
    }

    private boolean isShown(TrialOutcome outcome, boolean best) {
        return progress.done() <= ALL_SHOWN || best || outcome.isFailure() || progress.done() % THEN_EVERY == 0;
    }

    /** Begins with what a narrow terminal must show. */
    private String describe(Trial trial, TrialOutcome outcome, boolean best) {
        String result = outcome.isRanked()
                ? value(outcome.best().value(spec.objective())) + (best ? " * " : "   ") + "epoch "
                        + outcome.best().epoch() + "/" + outcome.epochs()
                : outcome.status().label() + ": " + outcome.reason();
        int digits = Integer.toString(progress.expected()).length();
        return String.format(
                Locale.ROOT,
                "%" + digits + "d/%d  trial %" + digits + "d  %s  %7s  %s seed=%d",
                progress.done(),
                progress.expected(),
                trial.number(),
                result,
                Format.duration(outcome.seconds()),
                settings(trial),
                trial.seed());
    }

    /** Those that vary, each by the last part of its path. */
    private String settings(Trial trial) {
        List<String> options = trial.point().options(spec.parameters());
        return IntStream.range(0, options.size())
                .filter(i -> spec.parameters().get(i).distribution().count() > 1)
                .mapToObj(options::get)
                .map(option -> option.substring(option.lastIndexOf('.', option.indexOf('=')) + 1))
                .collect(Collectors.joining(" "));
    }

    private String value(double objective) {
        return spec.objective() == Monitor.VALIDATION_ACCURACY
                ? "validation " + Format.percent(objective)
                : "validation cost " + Format.cost(objective);
    }

    private synchronized void draw() {
        if (progress == null) {
            return;
        }
        List<String> figures = new ArrayList<>();
        figures.add(progress.running() + " running");
        if (progress.failed() > 0) {
            figures.add(progress.failed() + " failed");
        }
        if (!Double.isNaN(progress.best())) {
            figures.add("best " + value(progress.best()));
        }
        // Until each of those side by side has ended once, what has ended says nothing about the pace.
        if (pace.marks() > progress.running() + 1 && pace.perSecond() > 0) {
            figures.add(Format.duration(progress.epochsLeft() / pace.perSecond()) + " left");
        }
        double fraction = (double) progress.done() / Math.max(1, progress.expected());
        String head = progress.done() + "/" + progress.expected();
        line.draw(width -> LiveLine.compose(width, head, fraction, figures));
    }
}
