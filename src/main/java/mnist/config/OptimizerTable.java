package mnist.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mnist.config.ConfigEntry.Owner;
import mnist.config.ConfigEntry.Section;
import mnist.config.ConfigEntry.Setting;
import mnist.json.NumberTypes.Real;
import mnist.json.NumberTypes.WholeReal;
import mnist.json.ValueType;
import mnist.json.WordTypes.Name;
import mnist.nn.Coefficient;
import mnist.nn.Coefficients;
import mnist.nn.Curvature;
import mnist.nn.Interval;
import mnist.nn.Schedule;

/**
 * The part of {@link ConfigTable} that says how a step is taken. The numbers of each optimiser and of each schedule are settings
 * here because its line in {@link OptimizerType} or {@link Schedule.Kind} names them.
 */
final class OptimizerTable {
    static final Setting<OptimizerType> TYPE = Setting.of(
            "optimizer.type",
            "How a gradient becomes a step: by itself, with a velocity (momentum, nesterov), or with a length for each "
                    + "parameter (adam, adamw); newton-cg and conjugate-gradient pass several times over a minibatch.",
            new Name<>(List.of(OptimizerType.values()), OptimizerType::label).orElse(OptimizerType.SGD),
            config -> config.optimizer().type());

    static final Setting<Double> LEARNING_RATE = Setting.of(
                    "optimizer.learningRate",
                    "The length of a step per unit of gradient (eta).",
                    Real.positive(1_000_000),
                    config -> config.optimizer().learningRate())
            .onlyWith(TYPE, OptimizerType.onGradients());

    static final Setting<Curvature> CURVATURE = Setting.of(
                    "optimizer.curvature",
                    "The matrix of second derivatives by which a step is found.",
                    new Name<>(List.of(Curvature.values()), Curvature::label).orElse(Curvature.GAUSS_NEWTON),
                    config -> config.optimizer().curvature())
            .onlyWith(TYPE, List.of(OptimizerType.NEWTON_CG));

    static final Setting<Schedule.Kind> SCHEDULE = Setting.of(
            "optimizer.schedule.type",
            "How the learning rate changes while the network is trained.",
            new Name<>(List.of(Schedule.Kind.values()), Schedule.Kind::label).orElse(Schedule.Kind.CONSTANT),
            config -> config.optimizer().schedule().kind());

    static final Setting<Double> WARMUP = Setting.of(
            "optimizer.schedule.warmup",
            "Epochs in which the learning rate first rises from 0, step by step; fractions are allowed.",
            Real.upTo(1_000_000).orElse(0.0),
            config -> config.optimizer().schedule().warmup());

    static final Setting<Double> CLIP_NORM = Setting.of(
            "optimizer.clipNorm",
            "A gradient that is longer, over all weights and biases, is shortened to this length; 0 shortens none.",
            Real.upTo(1_000_000).orElse(0.0),
            config -> config.optimizer().clipNorm());

    /** The settings of the optimisers' numbers. */
    static final Map<Coefficient, Setting<Double>> OPTIMIZERS = numbers(
            TYPE,
            OptimizerType.values(),
            OptimizerType::coefficients,
            config -> config.optimizer().coefficients());

    /** The settings of the schedules' numbers. */
    static final Map<Coefficient, Setting<Double>> SCHEDULES = numbers(
            SCHEDULE,
            Schedule.Kind.values(),
            Schedule.Kind::coefficients,
            config -> config.optimizer().schedule().coefficients());

    static final Section SECTION = new Section("optimizer", "How a step is taken.", entries());

    private OptimizerTable() {}

    private static List<ConfigEntry> entries() {
        List<ConfigEntry> entries = new ArrayList<>(List.of(TYPE, LEARNING_RATE));
        entries.addAll(OPTIMIZERS.values());
        // The matrix stands before the numbers that belong to it.
        entries.add(entries.indexOf(OPTIMIZERS.get(Curvature.DAMPING)), CURVATURE);
        List<ConfigEntry> ofSchedule = new ArrayList<>(List.of(SCHEDULE, WARMUP));
        ofSchedule.addAll(SCHEDULES.values());
        entries.add(new Section("optimizer.schedule", "How the learning rate changes.", ofSchedule));
        entries.add(CLIP_NORM);
        return entries;
    }

    /**
     * Makes a setting of each number that a formula has, in the order in which the formulas name them.
     *
     * @param selector the setting that names a formula, in the section that gets the numbers
     * @param formulas all that it may name
     * @param coefficients the numbers of one of them
     * @param getter takes the numbers from a config
     */
    private static <E> Map<Coefficient, Setting<Double>> numbers(
            Setting<E> selector,
            E[] formulas,
            Function<E, List<Coefficient>> coefficients,
            Function<Config, Coefficients> getter) {
        Map<Coefficient, List<E>> owners = new LinkedHashMap<>();
        for (E formula : formulas) {
            for (Coefficient number : coefficients.apply(formula)) {
                owners.computeIfAbsent(number, n -> new ArrayList<>()).add(formula);
            }
        }
        String section = selector.path().substring(0, selector.path().lastIndexOf('.') + 1);
        Map<Coefficient, Setting<Double>> settings = new LinkedHashMap<>();
        owners.forEach((number, having) -> settings.put(
                number,
                new Setting<>(
                        section + number.name(),
                        number.description(),
                        type(number.allowed()),
                        config -> getter.apply(config).of(number),
                        number.standard(),
                        Optional.of(new Owner<>(selector, having)))));
        return settings;
    }

    private static ValueType<Double> type(Interval allowed) {
        return allowed.isWhole()
                ? new WholeReal(allowed.withZero() ? 0 : 1, allowed.maximum())
                : new Real(allowed.withZero(), allowed.maximum(), allowed.withMaximum());
    }
}
