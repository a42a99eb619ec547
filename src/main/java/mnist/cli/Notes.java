package mnist.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import mnist.config.Config;
import mnist.experiment.EvaluationReport;
import mnist.experiment.RunResult;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.space.Point;
import mnist.sweep.SweepResult;

/** What a reader of a result should know before trusting or repeating it, one line each. */
final class Notes {
    /** How much of the way from chance to perfection a network has gone that has learnt nothing. */
    private static final double NOTHING_LEARNT = 0.05;

    /** Of fewer values tried, one of the two ends is hardly a surprise. */
    private static final int FEWEST_VALUES = 3;

    private Notes() {}

    /** Notes a network that does no better than guessing, which is seldom what was wanted, and why a run made no progress. */
    static List<String> of(RunResult result) {
        double accuracy = result.best()
                .validationAccuracy()
                .orElse(result.test() == null ? Double.NaN : result.test().accuracy());
        int classes = result.layers().get(result.layers().size() - 1);
        List<String> notes = new ArrayList<>(result.deadEnds());
        if (result.epochs() > 0 && isChance(accuracy, classes)) {
            notes.add(0, chance(accuracy, classes));
        }
        return notes;
    }

    /** Notes a network that is right no more often than one that always gives the most frequent class. */
    static List<String> of(EvaluationReport report) {
        long mostFrequent = Arrays.stream(report.confusion())
                .mapToLong(row -> Arrays.stream(row).sum())
                .max()
                .orElse(0);
        return report.correct() > mostFrequent
                ? List.of()
                : List.of("no better than always giving the most frequent class, which is right on %s"
                        .formatted(Format.percent((double) mostFrequent / report.examples())));
    }

    /** Notes a winner at the edge of what was tried, and which values the diverged trials have that no other has. */
    static List<String> of(SweepResult result) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < result.parameters().size(); i++) {
            edge(result, i).ifPresent(notes::add);
        }
        for (int i = 0; i < result.parameters().size(); i++) {
            diverged(result, i).ifPresent(notes::add);
        }
        return notes;
    }

    /** Returns a note of a batch that holds every example, though the user did not ask for "full". */
    static Optional<String> ofBatch(Config config, int examples) {
        int batchSize = config.training().batchSize();
        return batchSize <= examples || batchSize == Config.TrainingConfig.FULL_BATCH
                ? Optional.empty()
                : Optional.of("training.batchSize is %s, more than the %s: each epoch is a single step"
                        .formatted(Format.count(batchSize), Format.count(examples, "training example")));
    }

    /** Returns a note of trials that share a core, though each takes a whole one. */
    static Optional<String> ofJobs(int jobs, int trials) {
        int cores = Runtime.getRuntime().availableProcessors();
        return Math.min(jobs, trials) <= cores
                ? Optional.empty()
                : Optional.of(
                        "--jobs is %s, more than this machine's %s: trials share a core, and the sweep ends no sooner"
                                .formatted(Format.count(jobs), Format.count(cores, "core")));
    }

    /** Returns which setting most likely made a run diverge. */
    static String ofDivergence(Config config) {
        boolean bounded = config.network().hidden().stream().allMatch(Activation::isBounded)
                && config.network().output().isBounded();
        if (config.optimizer().type().takesWholeBatch()) {
            return "network.initializer or training.batchSize is to blame: no step of %s raises the cost of its own minibatch"
                    .formatted(config.optimizer().type().label());
        }
        double rate = config.optimizer().learningRate();
        return !bounded && rate <= 1 && config.network().initializer() == Initializer.STANDARD_NORMAL
                ? "network.initializer \"standard-normal\" is most likely to blame: with activations that have no bound, start values"
                        + " of N(0, 1) grow from layer to layer; try \"scaled-normal\""
                : "optimizer.learningRate %s is most likely to blame; try %s"
                        .formatted(Format.shortest(rate), Format.shortest(rate > 1 ? 1 : rate / 10));
    }

    private static boolean isChance(double accuracy, int classes) {
        return accuracy < 1.0 / classes + NOTHING_LEARNT * (1 - 1.0 / classes);
    }

    private static String chance(double accuracy, int classes) {
        return "the network stayed at chance: %s among %s; try another network.initializer, or other settings of the optimizer"
                .formatted(Format.percent(accuracy), Format.count(classes, "class", "classes"));
    }

    private static Optional<String> edge(SweepResult result, int parameter) {
        List<Double> values =
                numbers(result.trials(), result.parameters().get(parameter).path());
        TreeSet<Double> tried = new TreeSet<>(values);
        if (result.ranking().isEmpty() || values.isEmpty() || tried.size() < FEWEST_VALUES) {
            return Optional.empty();
        }
        String path = result.parameters().get(parameter).path();
        String best = Point.text(result.ranking().get(0).point().get(path));
        double value = Double.parseDouble(best);
        boolean largest = value == tried.last();
        return !largest && value != tried.first()
                ? Optional.empty()
                : Optional.of("the best %s, %s, is the %s that was tried: a wider range may hold a better one"
                        .formatted(path, best, largest ? "largest" : "smallest"));
    }

    private static Optional<String> diverged(SweepResult result, int parameter) {
        List<SweepResult.Row> diverged = result.trials().stream()
                .filter(trial -> trial.status().equals("diverged"))
                .toList();
        List<SweepResult.Row> ended = result.trials().stream()
                .filter(trial -> trial.objective().isPresent())
                .toList();
        List<Double> bad = numbers(diverged, result.parameters().get(parameter).path());
        List<Double> good = numbers(ended, result.parameters().get(parameter).path());
        if (bad.isEmpty() || good.isEmpty()) {
            return Optional.empty();
        }
        double lowest = bad.stream().min(Double::compare).orElseThrow();
        double safe = good.stream().max(Double::compare).orElseThrow();
        return lowest <= safe
                ? Optional.empty()
                : Optional.of("%s diverged: those with %s from %s on; no other went above %s"
                        .formatted(
                                Format.count(bad.size(), "trial"),
                                result.parameters().get(parameter).path(),
                                Format.shortest(lowest),
                                Format.shortest(safe)));
    }

    /** Returns a parameter's values; nothing if one of them is no number. */
    private static List<Double> numbers(List<SweepResult.Row> trials, String parameter) {
        try {
            return trials.stream()
                    .map(trial -> Double.valueOf(Point.text(trial.point().get(parameter))))
                    .toList();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }
}
