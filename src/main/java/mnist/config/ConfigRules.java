package mnist.config;

import java.util.List;
import java.util.Optional;
import mnist.config.ConfigEntry.Setting;
import mnist.json.Quote;
import mnist.nn.Activation;
import mnist.nn.Cost;
import mnist.nn.Curvature;
import mnist.nn.Objective;
import mnist.nn.Schedule;

/** What settings demand of each other. A rule is passed over when a setting that it needs is wrong by itself. */
final class ConfigRules {
    /** 2 GB of float32, and well within one Java array. */
    static final long MOST_PARAMETERS = 500_000_000;

    private final ConfigValues settings;

    private ConfigRules(ConfigValues settings) {
        this.settings = settings;
    }

    static void check(ConfigValues settings) {
        ConfigRules rules = new ConfigRules(settings);
        settings.get(ConfigTable.LAYERS).ifPresent(rules::checkLayers);
        settings.get(ConfigTable.COST).ifPresent(rules::checkCost);
        settings.get(OptimizerTable.TYPE).filter(OptimizerType::takesWholeBatch).ifPresent(rules::checkWholeBatch);
        rules.checkWarmup();
        if (settings.get(ConfigTable.VALIDATION).stream().anyMatch(validation -> validation.count() == 0)) {
            rules.checkUnvalidated();
        }
    }

    private void checkLayers(List<Integer> layers) {
        long parameters = 0;
        for (int l = 1; l < layers.size(); l++) {
            parameters += (long) layers.get(l) * layers.get(l - 1) + layers.get(l);
        }
        if (parameters > MOST_PARAMETERS) {
            String most = "at most " + MOST_PARAMETERS;
            settings.at(ConfigTable.LAYERS)
                    .refuse("too many weights and biases", "" + parameters, most, "Make the layers smaller.");
        }
        int hidden = layers.size() - 2;
        int names = settings.get(ConfigTable.HIDDEN)
                .map(written -> written.forLayers(hidden).size())
                .orElse(hidden);
        if (names != hidden) {
            settings.at(ConfigTable.HIDDEN)
                    .refuse(
                            "one activation is needed for each hidden layer of network.layers",
                            names + " of them",
                            Integer.toString(hidden),
                            "Change one or the other, or write one name for all hidden layers.");
        }
    }

    private void checkCost(Cost cost) {
        settings.get(ConfigTable.OUTPUT)
                .ifPresent(output -> Objective.refusal(cost, output)
                        .ifPresent(what -> settings.at(ConfigTable.OUTPUT)
                                .refuse(
                                        what,
                                        Quote.quoted(output.label()),
                                        String.join(" or ", outputs(cost)) + " for the cost " + cost.label(),
                                        "Change network.output or cost.")));
        if (!cost.isCurved() && is(OptimizerTable.CURVATURE, Curvature.GAUSS_NEWTON)) {
            settings.at(OptimizerTable.CURVATURE)
                    .refuse(
                            "the Gauss-Newton matrix of the cost %s is 0".formatted(cost.label()),
                            Quote.quoted(Curvature.GAUSS_NEWTON.label()),
                            Curvature.HESSIAN.label(),
                            "Change optimizer.curvature or cost.");
        }
    }

    /** What changes a step on a gradient, or its gradient, has no place in one that searches a cost surface. */
    private void checkWholeBatch(OptimizerType type) {
        String what = "has no meaning with optimizer.type " + type.label();
        String advice = "Remove it, or choose an optimiser that steps on gradients.";
        List.of(
                        OptimizerTable.CLIP_NORM,
                        OptimizerTable.WARMUP,
                        ConfigTable.L2,
                        ConfigTable.L1,
                        ConfigTable.DROPOUT,
                        ConfigTable.AVERAGING)
                .forEach(setting -> settings.get(setting)
                        .filter(value -> value != 0)
                        .ifPresent(value -> settings.at(setting).refuse(what, "" + value, "its default", advice)));
        settings.get(OptimizerTable.SCHEDULE)
                .filter(kind -> kind != Schedule.Kind.CONSTANT)
                .ifPresent(kind -> settings.at(OptimizerTable.SCHEDULE)
                        .refuse(what, Quote.quoted(kind.label()), "its default", advice));
    }

    private void checkWarmup() {
        double warmup = settings.get(OptimizerTable.WARMUP).orElse(0.0);
        Setting<Double> end = OptimizerTable.SCHEDULES.get(Schedule.EPOCHS);
        settings.get(end)
                .filter(epochs -> epochs <= warmup)
                .ifPresent(epochs -> settings.at(end)
                        .refuse(
                                "leaves the learning rate no time to come down",
                                Double.toString(epochs),
                                "more than the warm-up of %s epochs".formatted(warmup),
                                "Raise it, or lower " + OptimizerTable.WARMUP.path() + "."));
    }

    /** What waits for a better epoch needs examples to judge it by. */
    private void checkUnvalidated() {
        settings.get(ConfigTable.PATIENCE)
                .filter(patience -> patience > 0)
                .ifPresent(patience -> refuseUnvalidated(ConfigTable.PATIENCE, patience.toString()));
        if (is(OptimizerTable.SCHEDULE, Schedule.Kind.PLATEAU)) {
            refuseUnvalidated(OptimizerTable.SCHEDULE, Quote.quoted(Schedule.Kind.PLATEAU.label()));
        }
    }

    private void refuseUnvalidated(Setting<?> setting, String found) {
        String validation = ConfigTable.VALIDATION.path();
        settings.at(setting)
                .refuse(
                        "waits for a better " + ConfigTable.MONITOR.path() + ", and no examples are kept for that",
                        found,
                        validation + " of at least 1",
                        "Set %s, or remove this.".formatted(validation));
    }

    private <T> boolean is(Setting<T> setting, T value) {
        return settings.get(setting).equals(Optional.of(value));
    }

    /** Returns the names of the output activations that go with a cost. */
    static List<String> outputs(Cost cost) {
        return List.of(Activation.values()).stream()
                .filter(output -> Objective.refusal(cost, output).isEmpty())
                .map(Activation::label)
                .toList();
    }
}
