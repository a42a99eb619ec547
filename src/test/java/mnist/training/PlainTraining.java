package mnist.training;

import mnist.nn.Activation;
import mnist.nn.Cost;
import mnist.nn.Network;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradient descent, with momentum and penalties or without, as the textbook writes it: one example at a time, one number at a time, in float64. Slow, and simple
 * enough to be seen to be right; the fast implementation is held against it.
 */
final class PlainTraining {
    final double[][][] w;
    final double[][] b;
    private final double[][][] velocityW;
    private final double[][] velocityB;
    private final int layers;
    private final Activation[] activations;
    private final Cost cost;

    /** Begins with the parameters of a network. */
    PlainTraining(Network network, Cost cost) {
        this.layers = network.architecture().layers();
        this.cost = cost;
        this.w = new double[layers + 1][][];
        this.b = new double[layers + 1][];
        this.velocityW = new double[layers + 1][][];
        this.velocityB = new double[layers + 1][];
        this.activations = new Activation[layers + 1];
        for (int l = 1; l <= layers; l++) {
            activations[l] = network.architecture().activation(l);
            INDArray weights = network.weights(l);
            w[l] = new double[weights.rows()][weights.columns()];
            b[l] = new double[weights.rows()];
            velocityW[l] = new double[weights.rows()][weights.columns()];
            velocityB[l] = new double[weights.rows()];
            for (int j = 0; j < w[l].length; j++) {
                b[l][j] = network.biases(l).getDouble(j, 0);
                for (int i = 0; i < w[l][j].length; i++) {
                    w[l][j][i] = weights.getDouble(j, i);
                }
            }
        }
    }

    /**
     * How a step is taken.
     *
     * @param momentum 0 for plain gradient descent
     * @param l2 as Nielsen's lambda/n
     * @param l1 likewise
     */
    record Rule(double learningRate, double momentum, double l2, double l1) {}

    /** Takes one step on the mean gradient of the examples and returns the sum of their costs before it. */
    double step(double[][] images, int[] labels, Rule rule) {
        double[][][] sumW = new double[layers + 1][][];
        double[][] sumB = new double[layers + 1][];
        for (int l = 1; l <= layers; l++) {
            sumW[l] = new double[w[l].length][w[l][0].length];
            sumB[l] = new double[w[l].length];
        }
        double costs = 0;
        for (int x = 0; x < images.length; x++) {
            costs += addGradient(images[x], labels[x], sumW, sumB);
        }
        for (int l = 1; l <= layers; l++) {
            for (int j = 0; j < w[l].length; j++) {
                velocityB[l][j] = rule.momentum * velocityB[l][j] - rule.learningRate * sumB[l][j] / images.length;
                b[l][j] += velocityB[l][j];
                for (int i = 0; i < w[l][j].length; i++) {
                    double gradient =
                            sumW[l][j][i] / images.length + rule.l2 * w[l][j][i] + rule.l1 * Math.signum(w[l][j][i]);
                    velocityW[l][j][i] = rule.momentum * velocityW[l][j][i] - rule.learningRate * gradient;
                    w[l][j][i] += velocityW[l][j][i];
                }
            }
        }
        return costs;
    }

    private double addGradient(double[] image, int label, double[][][] sumW, double[][] sumB) {
        double[][] z = new double[layers + 1][];
        double[][] a = new double[layers + 1][];
        a[0] = image;
        for (int l = 1; l <= layers; l++) {
            z[l] = b[l].clone();
            for (int j = 0; j < w[l].length; j++) {
                for (int i = 0; i < w[l][j].length; i++) {
                    z[l][j] += w[l][j][i] * a[l - 1][i];
                }
            }
            a[l] = activate(activations[l], z[l]);
        }
        double[] delta = outputDelta(z[layers], a[layers], label);
        for (int l = layers; l >= 1; l--) {
            double[] before = new double[a[l - 1].length];
            for (int j = 0; j < w[l].length; j++) {
                sumB[l][j] += delta[j];
                for (int i = 0; i < w[l][j].length; i++) {
                    sumW[l][j][i] += delta[j] * a[l - 1][i];
                    before[i] += w[l][j][i] * delta[j];
                }
            }
            for (int i = 0; l > 1 && i < before.length; i++) {
                before[i] *= slope(activations[l - 1], z[l - 1][i]);
            }
            delta = before;
        }
        return costOf(z[layers], a[layers], label);
    }

    private boolean softmax() {
        return activations[layers] == Activation.SOFTMAX;
    }

    private double costOf(double[] z, double[] a, int label) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double y = k == label ? 1 : 0;
            double error = (y - a[k]) * (y - a[k]);
            sum += switch (cost) {
                case SQUARED_ERROR -> error;
                case HALF_SQUARED_ERROR -> error / 2;
                case ABSOLUTE_ERROR -> Math.sqrt(error);
                case CROSS_ENTROPY -> -y * Math.log(a[k]) - (softmax() ? 0 : (1 - y) * Math.log(1 - a[k]));
                case PERCEPTRON -> (a[k] - y) * z[k];
                default -> throw new IllegalArgumentException("no " + cost.label() + " here");
            };
        }
        return sum;
    }

    /** dC/dz of the outputs by the chain rule alone: the sum over k of dC/da_k times da_k/dz_j. */
    private double[] outputDelta(double[] z, double[] a, int label) {
        double[] delta = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            double y = k == label ? 1 : 0;
            double derivative = switch (cost) {
                case SQUARED_ERROR -> 2 * (a[k] - y);
                case HALF_SQUARED_ERROR -> a[k] - y;
                case ABSOLUTE_ERROR -> a[k] > y ? 1 : -1;
                case PERCEPTRON -> 0;
                case CROSS_ENTROPY -> -y / a[k] + (softmax() ? 0 : (1 - y) / (1 - a[k]));
                default -> throw new IllegalArgumentException("no " + cost.label() + " here");
            };
            for (int j = 0; j < z.length; j++) {
                double same = k == j ? 1 : 0;
                double jacobian = softmax() ? a[k] * (same - a[j]) : same * slope(activations[layers], z[j]);
                delta[j] += derivative * jacobian;
            }
            delta[k] += cost == Cost.PERCEPTRON ? a[k] - y : 0;
        }
        return delta;
    }

    private static double[] activate(Activation activation, double[] z) {
        double sum = 0;
        for (double value : z) {
            sum += Math.exp(value);
        }
        double[] a = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            a[j] = switch (activation) {
                case SIGMOID -> 1 / (1 + Math.exp(-z[j]));
                case TANH -> Math.tanh(z[j]);
                case RELU -> z[j] > 0 ? z[j] : 0;
                case SOFTPLUS -> Math.log(1 + Math.exp(z[j]));
                case GELU -> z[j] * normal(z[j]);
                case IDENTITY -> z[j];
                case STEP -> z[j] >= 0 ? 1 : 0;
                case SOFTMAX -> Math.exp(z[j]) / sum;
                default -> throw new IllegalArgumentException(activation.label());
            };
        }
        return a;
    }

    private static double slope(Activation activation, double z) {
        return switch (activation) {
            case SIGMOID -> Math.exp(-z) / Math.pow(1 + Math.exp(-z), 2);
            case TANH -> 1 / Math.pow(Math.cosh(z), 2);
            case RELU -> z > 0 ? 1 : 0;
            case SOFTPLUS -> 1 / (1 + Math.exp(-z));
            case GELU -> normal(z) + z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            case IDENTITY -> 1;
            case STEP -> 0;
            default -> throw new IllegalArgumentException("no slope of " + activation.label() + " here");
        };
    }

    /** The normal distribution function, by another program. */
    private static double normal(double z) {
        return new NormalDistribution(null, 0, 1).cumulativeProbability(z);
    }
}
