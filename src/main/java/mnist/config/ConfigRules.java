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

    private ConfigRules() {}

    static void check(ConfigValues settings) {
        settings.get(ConfigTable.LAYERS).ifPresent(layers -> {
            checkSize(settings, layers);
            settings.get(ConfigTable.HIDDEN).ifPresent(hidden -> checkHidden(settings, layers, hidden));
        });
        settings.get(ConfigTable.COST)
                .ifPresent(cost ->
                        settings.get(ConfigTable.OUTPUT).ifPresent(output -> checkObjective(settings, cost, output)));
        settings.get(ConfigTable.COST).ifPresent(cost -> checkCurvature(settings, cost));
        settings.get(OptimizerTable.TYPE)
                .filter(OptimizerType::takesWholeBatch)
                .ifPresent(type -> checkWholeBatch(settings, type));
        checkSchedule(settings);
        settings.get(ConfigTable.VALIDATION)
                .filter(validation -> validation.count() == 0)
                .ifPresent(none -> checkValidated(settings));
    }

    /** What changes a step on a gradient, or its gradient, has no place in one that searches a cost surface. */
    private static void checkWholeBatch(ConfigValues settings, OptimizerType type) {
        List.of(
                        OptimizerTable.CLIP_NORM,
                        OptimizerTable.WARMUP,
                        ConfigTable.L2,
                        ConfigTable.L1,
                        ConfigTable.DROPOUT,
                        ConfigTable.AVERAGING)
                .forEach(setting -> settings.get(setting)
                        .filter(value -> value != 0)
                        .ifPresent(value -> refuseOfWholeBatch(settings, setting, type, value.toString())));
        settings.get(OptimizerTable.SCHEDULE)
                .filter(kind -> kind != Schedule.Kind.CONSTANT)
                .ifPresent(kind ->
                        refuseOfWholeBatch(settings, OptimizerTable.SCHEDULE, type, Quote.quoted(kind.label())));
    }

    private static void refuseOfWholeBatch(
            ConfigValues settings, Setting<?> setting, OptimizerType type, String found) {
        settings.at(setting)
                .refuse(
                        "has no meaning with optimizer.type " + type.label(),
                        found,
                        "its default",
                        "Remove it, or choose an optimiser that steps on gradients.");
    }

    private static void checkCurvature(ConfigValues settings, Cost cost) {
        boolean gaussNewton = settings.get(OptimizerTable.CURVATURE)
                .filter(Curvature.GAUSS_NEWTON::equals)
                .isPresent();
        if (gaussNewton && !cost.isCurved()) {
            settings.at(OptimizerTable.CURVATURE)
                    .refuse(
                            "the Gauss-Newton matrix of the cost %s is 0".formatted(cost.label()),
                            Quote.quoted(Curvature.GAUSS_NEWTON.label()),
                            Curvature.HESSIAN.label(),
                            "Change optimizer.curvature or cost.");
        }
    }

    private static void checkSchedule(ConfigValues settings) {
        double warmup = settings.get(OptimizerTable.WARMUP).orElse(0.0);
        Setting<Double> end = OptimizerTable.SCHEDULES.setting(Schedule.EPOCHS);
        settings.get(end)
                .filter(epochs -> epochs <= warmup)
                .ifPresent(epochs -> settings.at(end)
                        .refuse(
                                "leaves the learning rate no time to come down",
                                Double.toString(epochs),
                                "more than the warm-up of %s epochs".formatted(warmup),
                                "Raise it, or lower " + OptimizerTable.WARMUP.path() + "."));
    }

    /** What waits for a better epoch needs one that is judged. */
    private static void checkValidated(ConfigValues settings) {
        settings.get(ConfigTable.PATIENCE)
                .filter(patience -> patience > 0)
                .ifPresent(patience -> refuseWithoutValidation(settings, ConfigTable.PATIENCE, patience.toString()));
        settings.get(OptimizerTable.SCHEDULE)
                .filter(kind -> kind == Schedule.Kind.PLATEAU)
                .ifPresent(
                        kind -> refuseWithoutValidation(settings, OptimizerTable.SCHEDULE, '"' + kind.label() + '"'));
    }

    private static void refuseWithoutValidation(ConfigValues settings, Setting<?> setting, String found) {
        settings.at(setting)
                .refuse(
                        "waits for a better " + ConfigTable.MONITOR.path() + ", and no examples are kept for that",
                        found,
                        ConfigTable.VALIDATION.path() + " of at least 1",
                        "Set %s, or remove this.".formatted(ConfigTable.VALIDATION.path()));
    }

    private static void checkSize(ConfigValues settings, List<Integer> layers) {
        long parameters = 0;
        for (int l = 1; l < layers.size(); l++) {
            parameters += (long) layers.get(l) * layers.get(l - 1) + layers.get(l);
        }
        if (parameters > MOST_PARAMETERS) {
            settings.at(ConfigTable.LAYERS)
                    .refuse(
                            "too many weights and biases",
                            Long.toString(parameters),
                            "at most " + MOST_PARAMETERS,
                            "Make the layers smaller.");
        }
    }

    private static void checkHidden(ConfigValues settings, List<Integer> layers, ConfigTypes.Hidden.Choice hidden) {
        int hiddenLayers = layers.size() - 2;
        int names = hidden.forLayers(hiddenLayers).size();
        if (names != hiddenLayers) {
            settings.at(ConfigTable.HIDDEN)
                    .refuse(
                            "one activation is needed for each hidden layer of network.layers",
                            names + " of them",
                            Integer.toString(hiddenLayers),
                            "Change one or the other, or write one name for all hidden layers.");
        }
    }

    private static void checkObjective(ConfigValues settings, Cost cost, Activation output) {
        Optional<String> refusal = Objective.refusal(cost, output);
        if (refusal.isPresent()) {
            List<String> allowed = outputs(cost);
            settings.at(ConfigTable.OUTPUT)
                    .refuse(
                            refusal.get(),
                            '"' + output.label() + '"',
                            String.join(" or ", allowed) + " for the cost " + cost.label(),
                            "Change network.output or cost.");
        }
    }

    /** Returns the names of the output activations that go with a cost. */
    static List<String> outputs(Cost cost) {
        return List.of(Activation.values()).stream()
                .filter(output -> Objective.refusal(cost, output).isEmpty())
                .map(Activation::label)
                .toList();
    }
}
