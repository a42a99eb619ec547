package mnist.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import mnist.config.Config;
import mnist.config.Config.OptimizerConfig;
import mnist.nn.Activation;
import mnist.training.EpochMetrics;
import mnist.training.LayerHealth;

/** Says, one line for each cause that the figures show, why a run makes no progress, and what to try. */
final class DeadEnds {
    /** From this share of a layer's units on, stuck ones are worth a line. */
    private static final double MANY = 0.5;

    /** The first layer's gradient as a share of the last one's: below, it vanishes on its way back, above, it explodes. */
    private static final double VANISHING = 1e-4;

    private static final double EXPLODING = 100;

    /** A training cost that ends this many times above its lowest has risen. */
    private static final double RISEN = 1.5;

    private DeadEnds() {}

    /**
     * Returns the lines.
     *
     * @param layers of the trained network
     * @param rows of all epochs
     */
    static List<String> of(Config config, List<LayerHealth> layers, List<EpochMetrics> rows) {
        List<String> lines = new ArrayList<>();
        layers.stream()
                .filter(layer -> layer.stuckUnits() >= MANY)
                .map(layer -> stuck(config, layer))
                .forEach(lines::add);
        LayerHealth first = layers.get(0);
        LayerHealth last = layers.get(layers.size() - 1);
        if (first.gradient() < VANISHING * last.gradient()) {
            lines.add(unequal(first, last, "vanishes", "relu, network.initializer he or xavier, or fewer layers"));
        } else if (first.gradient() > EXPLODING * last.gradient()) {
            boolean clips = !config.optimizer().type().takesWholeBatch();
            String advice = "network.initializer scaled-normal" + (clips ? ", or optimizer.clipNorm" : "");
            lines.add(unequal(first, last, "explodes", advice));
        }
        risen(config, rows, lines);
        return lines;
    }

    private static String stuck(Config config, LayerHealth layer) {
        Activation activation = config.network().architecture().activation(layer.layer());
        return "layer %d: %.0f %% of its %d units are %s and hardly learn; try smaller start values, or %s"
                .formatted(
                        layer.layer(),
                        100 * layer.stuckUnits(),
                        config.network().layers().get(layer.layer()),
                        activation.isBounded() ? "saturated" : "dead",
                        config.optimizer().type().gentler());
    }

    private static String unequal(LayerHealth first, LayerHealth last, String what, String advice) {
        return String.format(
                Locale.ROOT,
                "layer 1: the gradient %s on its way back, from %.1e in layer %d to %.1e; try %s",
                what,
                last.gradient(),
                last.layer(),
                first.gradient(),
                advice);
    }

    private static void risen(Config config, List<EpochMetrics> rows, List<String> lines) {
        EpochMetrics end = rows.get(rows.size() - 1);
        EpochMetrics lowest = rows.stream()
                .min(Comparator.comparingDouble(EpochMetrics::trainCost))
                .orElseThrow();
        if (end.trainCost() > RISEN * lowest.trainCost()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "the training cost rose from %.3g in epoch %d to %.3g: %s",
                    lowest.trainCost(),
                    lowest.epoch(),
                    end.trainCost(),
                    tooFar(config.optimizer())));
        }
    }

    private static String tooFar(OptimizerConfig optimizer) {
        return optimizer.type().takesWholeBatch()
                ? "steps that lower the cost of their own minibatch raise that of others; try "
                        + optimizer.type().gentler()
                : String.format(
                        Locale.ROOT,
                        "the learning rate is above the stable one; try %.2g",
                        optimizer.learningRate() / 2);
    }
}
