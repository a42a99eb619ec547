package mnist.training;

import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.nn.Curvature;
import mnist.nn.Network;
import mnist.nn.Objective;

/**
 * The mean cost of some examples around the point where a network is: its gradient, and the products of its Hessian, all in
 * float64. The network is left as it is.
 */
public final class MeanCurvature {
    private final double[] w;
    private final int[] all;
    private final BatchCost surface;

    /** @param examples all of which count */
    public MeanCurvature(Network network, Objective objective, Dataset examples) {
        Network wide = network.inFloat64();
        w = new double[(int) network.architecture().parameterCount()];
        wide.parameters().get(w);
        all = Minibatches.inOrder(examples.size());
        surface = new BatchCost(wide, objective, Curvature.HESSIAN, examples);
    }

    /** Returns P, the number of parameters. */
    public int size() {
        return w.length;
    }

    /**
     * Returns the mean cost.
     *
     * @param gradient is set to its gradient, P numbers
     */
    public double cost(double[] gradient) {
        try (Team team = team()) {
            surface.on(all, team);
            return surface.gradient(w, gradient);
        }
    }

    /** Returns {@code H v} for P numbers v. */
    public double[] times(double[] v) {
        double[] product = new double[w.length];
        try (Team team = team()) {
            surface.on(all, team);
            surface.curvature(w, v, product);
        }
        return product;
    }

    private Team team() {
        return new Team(Math.min(SlicedForward.parts(all.length).size(), Trainer.usefulCores()));
    }
}
