#!/usr/bin/env python3
"""Trains the network of a config in plain NumPy, as fast as plain NumPy goes, and prints the time of an epoch.

The notation is that of the Java code: one example per column, Z = W A, delta, and a step down the mean gradient.
What makes it fast, each measured against the obvious form:
 - all parameters are views of one vector, and all gradients of another: a step is one subtraction;
 - a bias is the weight of one more input that is always 1, so it costs no call of its own;
 - the step length is multiplied into the (small) delta of the last layer, not into the (large) gradients;
 - every result is written into an array that is made once;
 - from BYTES_FROM examples on, pixels are gathered as bytes (a quarter of the memory traffic) and then widened.
"""

import peer
from numpy_common import FLOAT, ONE, load_images, np, sigmoid, versions

BYTES_FROM = 100


def layer_views(vector, layers):
    """Returns, for each layer, its part of the vector as (n_l, n_(l-1) + 1), weights then bias."""
    views, start = [], 0
    for fan_in, size in zip(layers, layers[1:]):
        end = start + size * (fan_in + 1)
        views.append(vector[start:end].reshape(size, fan_in + 1))
        start = end
    return views


def start_values(layers, rng):
    """Weights from N(0, 1/n_in), biases 0."""
    vector = np.zeros(sum(size * (fan_in + 1) for fan_in, size in zip(layers, layers[1:])), FLOAT)
    for weights in layer_views(vector, layers):
        fan_in = weights.shape[1] - 1
        weights[:, :-1] = rng.standard_normal((len(weights), fan_in)) / np.sqrt(fan_in)
    return vector


def times_slope(delta, a, scratch):
    """delta := delta * sigma'(z), where sigma' = a (1 - a)."""
    np.subtract(ONE, a, scratch)
    scratch *= a
    delta *= scratch


class Minibatch:
    """The arrays of a minibatch of one size; the inputs of each layer end in a row of ones, for the bias."""

    def __init__(self, layers, size):
        self.bytes = np.empty((size, layers[0]), np.uint8)
        self.examples = np.ones((size, layers[0] + 1), FLOAT)
        hidden = [np.ones((n + 1, size), FLOAT) for n in layers[1:-1]]
        self.inputs = [self.examples.T, *hidden]
        self.inputs_transposed = [a.T for a in self.inputs]
        self.z = [*(a[:-1] for a in hidden), np.empty((layers[-1], size), FLOAT)]
        self.outputs = np.empty((layers[-1], size), FLOAT)
        self.delta = [np.empty((n, size), FLOAT) for n in layers[1:]]
        self.scratch = [np.empty((n, size), FLOAT) for n in layers[1:]]
        self.column = np.empty(size, FLOAT)


class Trainer:
    def __init__(self, settings, pixels, labels, batch, bare, seed=1):
        self.settings, self.batch, self.bare = settings, batch, bare
        self.rng = np.random.default_rng(seed)
        self.labels = labels
        self.targets = np.eye(settings.layers[-1], dtype=FLOAT)[labels]
        self.parameters = start_values(settings.layers, self.rng)
        self.gradient = np.empty_like(self.parameters)
        self.weights = layer_views(self.parameters, settings.layers)
        self.nabla = layer_views(self.gradient, settings.layers)
        self.weights_transposed = [w[:, :-1].T for w in self.weights]
        self.minibatches = {}
        self.factor = 2 if settings.cost == "squared-error" else 1
        self.scale = None
        if batch >= BYTES_FROM:
            self.hold_bytes(pixels)
        else:
            self.hold_floats(pixels)

    def hold_floats(self, pixels):
        self.images = np.ones((len(pixels), pixels.shape[1] + 1), FLOAT)
        np.divide(pixels, FLOAT(255), out=self.images[:, :-1])

    def hold_bytes(self, pixels):
        """The first layer holds W/255 in place of W: its gradient is scaled for the pixels and for the weights."""
        self.images = pixels
        self.weights[0][:, :-1] /= FLOAT(255)
        self.scale = FLOAT(1 / 255**2)

    def epoch(self):
        """Trains on every example once, in a new order; returns their mean cost and the accuracy before each step."""
        order = self.rng.permutation(len(self.images))
        targets, labels = self.targets[order], self.labels[order]
        cost, correct = 0.0, 0
        for start in range(0, len(order), self.batch):
            chosen = slice(start, start + self.batch)
            m = self.gather(order[chosen])
            y = targets[chosen].T
            self.forward(m)
            if not self.bare:
                correct += np.count_nonzero(m.z[-1].argmax(0) == labels[chosen])
                cost += self.cost(m, y)
            self.backward(m, y)
            np.subtract(self.parameters, self.gradient, self.parameters)
        return None if self.bare else (cost / len(order), correct / len(order))

    def gather(self, chosen):
        size = len(chosen)
        m = self.minibatches.get(size)
        if m is None:
            m = self.minibatches[size] = Minibatch(self.settings.layers, size)
        if self.scale is None:
            self.images.take(chosen, 0, m.examples, "clip")
        else:
            self.images.take(chosen, 0, m.bytes, "clip")
            np.copyto(m.examples[:, :-1], m.bytes)
        return m

    def accuracy(self, m, labels):
        """Returns the share of the examples in m that the network gets right."""
        self.forward(m)
        return np.count_nonzero(m.z[-1].argmax(0) == labels) / len(labels)

    def hold(self, pixels):
        """Returns a minibatch of all these examples."""
        m = Minibatch(self.settings.layers, len(pixels))
        np.multiply(pixels, ONE / FLOAT(255) if self.scale is None else ONE, out=m.examples[:, :-1])
        return m

    def forward(self, m):
        """The outputs A^L land in m.outputs; z of the last layer stays (softmax: less the largest of each example)."""
        for w, a, z in zip(self.weights[:-1], m.inputs, m.z):
            w.dot(a, z)
            sigmoid(z, z)
        z, outputs = m.z[-1], m.outputs
        self.weights[-1].dot(m.inputs[-1], z)
        if self.settings.output == "sigmoid":
            sigmoid(z, outputs)
        else:
            z -= np.maximum.reduce(z, 0, None, m.column)
            np.exp(z, outputs)
            np.add.reduce(outputs, 0, None, m.column)
            outputs /= m.column

    def cost(self, m, y):
        """Returns the sum over the examples of the minibatch."""
        z = m.z[-1]
        if self.settings.cost != "cross-entropy":
            error = np.subtract(m.outputs, y, m.scratch[-1])
            return self.factor / 2 * float(np.vdot(error, error))
        if self.settings.output == "softmax":
            log_sum = float(np.log(m.column).sum())
        else:
            log_sum = float((np.maximum(z, 0) + np.log(ONE + np.exp(-np.abs(z)))).sum())
        return log_sum - float((z * y).sum())

    def backward(self, m, y):
        """Sets the gradient of the mean cost times the learning rate."""
        self.output_delta(m, y)
        for l in range(len(self.weights) - 1, 0, -1):
            m.delta[l].dot(m.inputs_transposed[l], self.nabla[l])
            self.weights_transposed[l].dot(m.delta[l], m.delta[l - 1])
            times_slope(m.delta[l - 1], m.z[l - 1], m.scratch[l - 1])
        m.delta[0].dot(m.examples, self.nabla[0])
        if self.scale is not None:
            self.nabla[0][:, :-1] *= self.scale

    def output_delta(self, m, y):
        step = FLOAT(self.settings.learning_rate / len(m.examples))
        delta, scratch = m.delta[-1], m.scratch[-1]
        np.subtract(m.outputs, y, delta)
        if self.settings.cost == "cross-entropy":
            delta *= step
            return
        delta *= FLOAT(self.factor) * step
        if self.settings.output == "sigmoid":
            times_slope(delta, m.outputs, scratch)
        else:
            np.multiply(delta, m.outputs, scratch)
            delta -= np.add.reduce(scratch, 0, None, m.column)
            delta *= m.outputs


def train_as_a_run(options, settings):
    """Does what a run of ./mnist does: validates each epoch, keeps the best, and scores that on the test images."""
    pixels, labels = load_images(settings.data, "train")
    count = len(labels) - settings.validation
    trainer = Trainer(settings, pixels[:count], labels[:count], options.batch[0], options.bare)
    validation = trainer.hold(pixels[count:])
    best, kept = -1, None
    for _ in range(options.epochs):
        trainer.epoch()
        accuracy = trainer.accuracy(validation, labels[count:])
        if accuracy > best:
            best, kept = accuracy, trainer.parameters.copy()
    trainer.parameters[:] = kept
    pixels, labels = load_images(settings.data, "t10k")
    peer.tell("numpy", versions(), settings, epochs=options.epochs, validationAccuracy=best,
              test={"accuracy": trainer.accuracy(trainer.hold(pixels), labels)})


def time_epochs(options, settings):
    pixels, labels = load_images(settings.data, "train")

    def trainer(batch):
        return Trainer(settings, pixels, labels, batch, options.bare).epoch, len(labels)

    peer.run("numpy", versions(), settings, options, trainer)


def main():
    parser = peer.arguments(__doc__.splitlines()[0])
    parser.add_argument("--process", action="store_true",
                        help="do what a whole run of ./mnist does, with one --batch, and print the test accuracy")
    options = parser.parse_args()
    if options.process and len(options.batch or []) != 1:
        parser.error("--process takes one --batch")
    settings = peer.load_settings(options.config, options.data)
    with np.errstate(over="ignore"):
        (train_as_a_run if options.process else time_epochs)(options, settings)


if __name__ == "__main__":
    main()
