package mnist.config;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import mnist.nn.Adam;
import mnist.nn.Coefficient;
import mnist.nn.Coefficients;
import mnist.nn.Curvature;
import mnist.nn.GradientDescent;
import mnist.nn.Momentum;
import mnist.nn.Nesterov;
import mnist.nn.Optimizer;

/** The optimisers: the name that configs use, and the numbers from which each is made; each class has its formula. */
public enum OptimizerType {
    /** Plain gradient descent on each minibatch. */
    SGD("sgd", List.of(), c -> new GradientDescent()),
    /** Classical momentum. */
    MOMENTUM("momentum", List.of(Momentum.MU), c -> new Momentum(c.of(Momentum.MU))),
    /** Momentum that looks ahead. */
    NESTEROV("nesterov", List.of(Momentum.MU), c -> new Nesterov(c.of(Momentum.MU))),
    /** A step length for each parameter. */
    ADAM("adam", List.of(Adam.BETA1, Adam.BETA2, Adam.EPSILON), Adam::of),
    /** Adam with weights that decay by themselves. */
    ADAMW("adamw", List.of(Adam.BETA1, Adam.BETA2, Adam.EPSILON, Adam.WEIGHT_DECAY), Adam::withDecay),
    /** Newton's method by conjugate gradients, on whole minibatches. */
    NEWTON_CG("newton-cg", List.of(Curvature.DAMPING, Curvature.ITERATIONS), null),
    /** Nonlinear conjugate gradients with a line search, on whole minibatches. */
    CONJUGATE_GRADIENT("conjugate-gradient", List.of(), null);

    private final String label;
    private final List<Coefficient> coefficients;
    private final Function<Coefficients, Optimizer> maker;

    OptimizerType(String label, List<Coefficient> coefficients, Function<Coefficients, Optimizer> maker) {
        this.label = label;
        this.coefficients = coefficients;
        this.maker = maker;
    }

    /** Returns those that step on gradients, and so have a learning rate. */
    static List<OptimizerType> onGradients() {
        return Arrays.stream(values()).filter(type -> !type.takesWholeBatch()).toList();
    }

    /** Returns the name that configs use. */
    public String label() {
        return label;
    }

    /** Returns the numbers of the formula, which a config may set. */
    List<Coefficient> coefficients() {
        return coefficients;
    }

    /** Returns whether a step asks for costs, gradients and curvature of a whole minibatch, and finds its own length. */
    public boolean takesWholeBatch() {
        return maker == null;
    }

    /** Returns what to try where its steps lead up, in words that follow "try". */
    public String gentler() {
        // A step on a whole minibatch lowers the cost of that one, whatever it does to the others.
        return takesWholeBatch() ? "a larger training.batchSize" : "a lower optimizer.learningRate";
    }

    Optimizer make(Coefficients numbers) {
        return maker.apply(numbers);
    }
}
