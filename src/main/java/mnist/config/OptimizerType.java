package mnist.config;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import mnist.config.Config.Coefficients;
import mnist.nn.Adam;
import mnist.nn.GradientDescent;
import mnist.nn.Momentum;
import mnist.nn.Nesterov;
import mnist.nn.Optimizer;

/** The optimisers, by the name that configs use; each class has its formula. */
public enum OptimizerType {
    /** Plain gradient descent on each minibatch. */
    SGD("sgd", c -> new GradientDescent()),
    /** Classical momentum. */
    MOMENTUM("momentum", c -> new Momentum(c.momentum())),
    /** Momentum that looks ahead. */
    NESTEROV("nesterov", c -> new Nesterov(c.momentum())),
    /** A step length for each parameter. */
    ADAM("adam", c -> new Adam(c.beta1(), c.beta2(), c.epsilon(), 0)),
    /** Adam with weights that decay by themselves. */
    ADAMW("adamw", c -> new Adam(c.beta1(), c.beta2(), c.epsilon(), c.weightDecay())),
    /** Newton's method by conjugate gradients, on whole minibatches. */
    NEWTON_CG("newton-cg", null),
    /** Nonlinear conjugate gradients with a line search, on whole minibatches. */
    CONJUGATE_GRADIENT("conjugate-gradient", null);

    /** The types that step on gradients, by a length of the config's choosing. */
    static final List<OptimizerType> WITH_LEARNING_RATE =
            Arrays.stream(values()).filter(type -> !type.takesWholeBatch()).toList();

    private final String label;
    private final Function<Coefficients, Optimizer> maker;

    OptimizerType(String label, Function<Coefficients, Optimizer> maker) {
        this.label = label;
        this.maker = maker;
    }

    /** Returns the name that configs use. */
    public String label() {
        return label;
    }

    /** Returns whether a step asks for costs, gradients and curvature of a whole minibatch, and finds its own length. */
    public boolean takesWholeBatch() {
        return maker == null;
    }

    Optimizer make(Coefficients coefficients) {
        return maker.apply(coefficients);
    }
}
