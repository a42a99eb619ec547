#!/usr/bin/env python3
"""Trains the network of a config with hand-written PyTorch tensors, without autograd, and prints the time of an epoch.

Examples are rows, as is usual in PyTorch. Products go into arrays that are made once, and a step is folded into the
product that makes its gradient (addmm_ with alpha); other optimisers than sgd are those of torch.optim.
"""

import peer

try:
    import torch
    from torch.nn import functional
except ImportError:
    peer.not_installed("torch")


def load_images(folder):
    sizes, pixels = peer.read_idx(folder, "train-images-idx3-ubyte")
    _, labels = peer.read_idx(folder, "train-labels-idx1-ubyte")
    images = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(sizes[0], -1)
    return images.to(torch.float32).div_(255), torch.frombuffer(bytearray(labels), dtype=torch.uint8).long()


class Minibatch:
    """The arrays of a minibatch of one size."""

    def __init__(self, layers, size):
        self.a = [torch.empty(size, n) for n in layers]
        self.z = torch.empty(size, layers[-1])
        self.delta = [torch.empty(size, n) for n in layers]


class Trainer:
    def __init__(self, settings, images, labels, batch, bare, seed=1):
        self.settings, self.batch, self.bare = settings, batch, bare
        self.images, self.labels = images, labels
        self.targets = functional.one_hot(labels, settings.layers[-1]).to(torch.float32)
        self.generator = torch.Generator().manual_seed(seed)
        self.weights = [torch.randn(size, fan_in, generator=self.generator) / fan_in**0.5
                        for fan_in, size in zip(settings.layers, settings.layers[1:])]
        self.biases = [torch.zeros(size) for size in settings.layers[1:]]
        self.factor = 2 if settings.cost == "squared-error" else 1
        self.minibatches = {}
        self.optimizer = own_optimizer(settings, [*self.weights, *self.biases])

    def epoch(self):
        """Trains on every example once, in a new order; returns their mean cost and the accuracy before each step."""
        order = torch.randperm(len(self.images), generator=self.generator)
        targets, labels = self.targets[order], self.labels[order]
        cost, correct = 0.0, 0
        for start in range(0, len(order), self.batch):
            end = start + self.batch
            m = self.gather(order[start:end])
            y = targets[start:end]
            self.forward(m)
            if not self.bare:
                correct += int((m.z.argmax(1) == labels[start:end]).sum())
                cost += float(self.cost(m, y, labels[start:end]))
            self.backward(m, y)
        return None if self.bare else (cost / len(order), correct / len(order))

    def gather(self, chosen):
        size = len(chosen)
        m = self.minibatches.get(size)
        if m is None:
            m = self.minibatches[size] = Minibatch(self.settings.layers, size)
        torch.index_select(self.images, 0, chosen, out=m.a[0])
        return m

    def forward(self, m):
        for l, (w, b) in enumerate(zip(self.weights[:-1], self.biases), start=1):
            torch.addmm(b, m.a[l - 1], w.T, out=m.a[l])
            m.a[l].sigmoid_()
        torch.addmm(self.biases[-1], m.a[-2], self.weights[-1].T, out=m.z)
        if self.settings.output == "sigmoid":
            torch.sigmoid(m.z, out=m.a[-1])
        else:
            m.a[-1].copy_(torch.softmax(m.z, 1))

    def cost(self, m, y, labels):
        """Returns the sum over the examples of the minibatch."""
        if self.settings.cost != "cross-entropy":
            return (m.a[-1] - y).square_().sum() * (self.factor / 2)
        if self.settings.output == "softmax":
            return functional.cross_entropy(m.z, labels, reduction="sum")
        return functional.binary_cross_entropy_with_logits(m.z, y, reduction="sum")

    def backward(self, m, y):
        """Backpropagates, and steps each layer as soon as the layer before no longer needs its weights."""
        step = self.settings.learning_rate / len(y)
        self.output_delta(m, y)
        for l in range(len(self.weights), 0, -1):
            delta = m.delta[l]
            if l > 1:
                torch.mm(delta, self.weights[l - 1], out=m.delta[l - 1])
                times_sigmoid_slope(m.delta[l - 1], m.a[l - 1])
            if self.optimizer:
                self.weights[l - 1].grad = torch.mm(delta.T, m.a[l - 1]).div_(len(y))
                self.biases[l - 1].grad = delta.sum(0).div_(len(y))
            else:
                self.weights[l - 1].addmm_(delta.T, m.a[l - 1], alpha=-step)
                self.biases[l - 1].sub_(delta.sum(0), alpha=step)
        if self.optimizer:
            self.optimizer.step()

    def output_delta(self, m, y):
        delta, a = m.delta[-1], m.a[-1]
        torch.sub(a, y, out=delta)
        if self.settings.cost == "cross-entropy":
            return
        delta.mul_(self.factor)
        if self.settings.output == "sigmoid":
            times_sigmoid_slope(delta, a)
        else:
            delta.sub_((delta * a).sum(1, keepdim=True)).mul_(a)


def own_optimizer(settings, parameters):
    """Returns PyTorch's own optimiser of the config's type; nothing for sgd, whose step is folded into a product."""
    given, rate = settings.optimizer, settings.learning_rate
    name = given.get("type", "sgd")
    if name == "sgd":
        return None
    if name in ("momentum", "nesterov"):
        return torch.optim.SGD(parameters, rate, momentum=given.get("momentum", 0.9), nesterov=name == "nesterov")
    betas, epsilon = (given.get("beta1", 0.9), given.get("beta2", 0.999)), given.get("epsilon", 1e-8)
    if name == "adam":
        return torch.optim.Adam(parameters, rate, betas, epsilon)
    return torch.optim.AdamW(parameters, rate, betas, epsilon, weight_decay=given.get("weightDecay", 0.01))


def times_sigmoid_slope(delta, a):
    """delta := delta * sigma'(z), where sigma' = a (1 - a)."""
    delta.mul_(a).mul_(1 - a)


def train(options):
    settings = peer.load_settings(options.config, options.data)
    images, labels = load_images(settings.data)

    def trainer(batch):
        return Trainer(settings, images, labels, batch, options.bare).epoch, len(labels)

    versions = {"python": peer.python_version(), "torch": str(torch.__version__)}
    with torch.inference_mode():
        peer.run("torch", versions, settings, options, trainer)


if __name__ == "__main__":
    train(peer.arguments(__doc__.splitlines()[0]).parse_args())
