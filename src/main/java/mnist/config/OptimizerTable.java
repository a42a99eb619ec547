package mnist.config;

import java.util.List;
import mnist.config.ConfigEntry.Section;
import mnist.config.ConfigEntry.Setting;
import mnist.json.NumberTypes.Real;
import mnist.json.NumberTypes.Whole;
import mnist.json.WordTypes.Name;
import mnist.nn.Curvature;
import mnist.nn.Schedule;

/** The part of {@link ConfigTable} that says how a step is taken. */
final class OptimizerTable {
    private static final List<OptimizerType> ADAMS = List.of(OptimizerType.ADAM, OptimizerType.ADAMW);
    private static final List<Schedule.Kind> TO_AN_END = List.of(Schedule.Kind.LINEAR, Schedule.Kind.COSINE);

    static final Setting<OptimizerType> TYPE = Setting.of(
                    "optimizer.type",
                    "How a gradient becomes a step: by itself, with a velocity (momentum, nesterov), or with a length for each "
                            + "parameter (adam, adamw); newton-cg and conjugate-gradient pass several times over a minibatch.",
                    new Name<>(List.of(OptimizerType.values()), OptimizerType::label),
                    config -> config.optimizer().type())
            .orElse(OptimizerType.SGD);

    static final Setting<Double> LEARNING_RATE = Setting.of(
                    "optimizer.learningRate",
                    "The length of a step per unit of gradient (eta).",
                    Real.positive(1_000_000),
                    config -> config.optimizer().learningRate())
            .onlyWith(TYPE, OptimizerType.WITH_LEARNING_RATE);

    static final Setting<Double> MOMENTUM = Setting.of(
                    "optimizer.momentum",
                    "The share of the last step that the next one keeps (mu).",
                    Real.fractionBelowOne(),
                    config -> config.optimizer().coefficients().momentum())
            .orElse(0.9)
            .onlyWith(TYPE, List.of(OptimizerType.MOMENTUM, OptimizerType.NESTEROV));

    static final Setting<Double> BETA1 = Setting.of(
                    "optimizer.beta1",
                    "How much of the mean of the gradient a step keeps.",
                    Real.fractionBelowOne(),
                    config -> config.optimizer().coefficients().beta1())
            .orElse(0.9)
            .onlyWith(TYPE, ADAMS);

    static final Setting<Double> BETA2 = Setting.of(
                    "optimizer.beta2",
                    "How much of the mean square of the gradient a step keeps.",
                    Real.fractionBelowOne(),
                    config -> config.optimizer().coefficients().beta2())
            .orElse(0.999)
            .onlyWith(TYPE, ADAMS);

    static final Setting<Double> EPSILON = Setting.of(
                    "optimizer.epsilon",
                    "What is added to the root of the mean square that a step is divided by.",
                    Real.positive(1),
                    config -> config.optimizer().coefficients().epsilon())
            .orElse(1e-8)
            .onlyWith(TYPE, ADAMS);

    static final Setting<Double> WEIGHT_DECAY = Setting.of(
                    "optimizer.weightDecay",
                    "The share of each weight that a step takes away, per unit of learning rate.",
                    Real.upTo(1000),
                    config -> config.optimizer().coefficients().weightDecay())
            .orElse(0.01)
            .onlyWith(TYPE, List.of(OptimizerType.ADAMW));

    static final Setting<Curvature> CURVATURE = Setting.of(
                    "optimizer.curvature",
                    "The matrix of second derivatives by which a step is found.",
                    new Name<>(List.of(Curvature.values()), Curvature::label),
                    config -> config.optimizer().newton().curvature())
            .orElse(Curvature.GAUSS_NEWTON)
            .onlyWith(TYPE, List.of(OptimizerType.NEWTON_CG));

    static final Setting<Double> DAMPING = Setting.of(
                    "optimizer.damping",
                    "What is first added to the diagonal of that matrix (lambda); each step adapts it.",
                    Real.positive(1_000_000),
                    config -> config.optimizer().newton().damping())
            .orElse(0.1)
            .onlyWith(TYPE, List.of(OptimizerType.NEWTON_CG));

    static final Setting<Long> ITERATIONS = Setting.of(
                    "optimizer.iterations",
                    "Iterations of conjugate gradients in a step, at most; each is a pass over the minibatch.",
                    new Whole(1, 1_000_000),
                    config -> (long) config.optimizer().newton().iterations())
            .orElse(50L)
            .onlyWith(TYPE, List.of(OptimizerType.NEWTON_CG));

    static final Setting<Schedule.Kind> SCHEDULE = Setting.of(
                    "optimizer.schedule.type",
                    "How the learning rate changes while the network is trained.",
                    new Name<>(List.of(Schedule.Kind.values()), Schedule.Kind::label),
                    config -> config.optimizer().schedule().kind())
            .orElse(Schedule.Kind.CONSTANT);

    static final Setting<Double> WARMUP = Setting.of(
                    "optimizer.schedule.warmup",
                    "Epochs in which the learning rate first rises from 0, step by step; fractions are allowed.",
                    Real.upTo(1_000_000),
                    config -> config.optimizer().schedule().warmup())
            .orElse(0.0);

    static final Setting<Double> SCHEDULE_EPOCHS = Setting.of(
                    "optimizer.schedule.epochs",
                    "Epochs after which the learning rate has come to its end, those of the warm-up included.",
                    Real.positive(1_000_000_000),
                    config -> config.optimizer().schedule().epochs())
            .onlyWith(SCHEDULE, TO_AN_END);

    static final Setting<Double> END = Setting.of(
                    "optimizer.schedule.end",
                    "The share of the learning rate that is left in the end.",
                    Real.upTo(1),
                    config -> config.optimizer().schedule().end())
            .orElse(0.0)
            .onlyWith(SCHEDULE, TO_AN_END);

    static final Setting<Double> DECAY = Setting.of(
                    "optimizer.schedule.decay",
                    "The share of the learning rate that an epoch leaves.",
                    Real.positive(1),
                    config -> config.optimizer().schedule().decay())
            .onlyWith(SCHEDULE, List.of(Schedule.Kind.EXPONENTIAL));

    static final Setting<Double> HALVED_AFTER = Setting.of(
                    "optimizer.schedule.halvedAfter",
                    "Epochs after which half of the learning rate is left; a third is left after twice as many.",
                    Real.positive(1_000_000_000),
                    config -> config.optimizer().schedule().halvedAfter())
            .onlyWith(SCHEDULE, List.of(Schedule.Kind.INVERSE_TIME));

    static final Setting<Double> FACTOR = Setting.of(
                    "optimizer.schedule.factor",
                    "The share of the learning rate that a plateau leaves.",
                    Real.positive(1),
                    config -> config.optimizer().schedule().factor())
            .orElse(0.5)
            .onlyWith(SCHEDULE, List.of(Schedule.Kind.PLATEAU));

    static final Setting<Long> PLATEAU = Setting.of(
                    "optimizer.schedule.patience",
                    "Epochs without a better training.monitor that are a plateau.",
                    new Whole(1, Integer.MAX_VALUE),
                    config -> (long) config.optimizer().schedule().patience())
            .orElse(10L)
            .onlyWith(SCHEDULE, List.of(Schedule.Kind.PLATEAU));

    static final Setting<Double> CLIP_NORM = Setting.of(
                    "optimizer.clipNorm",
                    "A gradient that is longer, over all weights and biases, is shortened to this length; 0 shortens none.",
                    Real.upTo(1_000_000),
                    config -> config.optimizer().clipNorm())
            .orElse(0.0);

    static final Section SECTION = Section.of(
            "optimizer",
            "How a step is taken.",
            TYPE,
            LEARNING_RATE,
            MOMENTUM,
            BETA1,
            BETA2,
            EPSILON,
            WEIGHT_DECAY,
            CURVATURE,
            DAMPING,
            ITERATIONS,
            Section.of(
                    "optimizer.schedule",
                    "How the learning rate changes.",
                    SCHEDULE,
                    WARMUP,
                    SCHEDULE_EPOCHS,
                    END,
                    DECAY,
                    HALVED_AFTER,
                    FACTOR,
                    PLATEAU),
            CLIP_NORM);

    private OptimizerTable() {}
}
