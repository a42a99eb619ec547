"""Works out the numbers in GoldenRunTest: SmallExperiment, trained in plain Python, one number at a time, in float64.

Nothing of the Java program is used. The random numbers are those of ../data/random_stream.py, the formulas are those of
the textbooks.
"""

import importlib.util
import math
import os

HERE = os.path.dirname(os.path.realpath(__file__))
spec = importlib.util.spec_from_file_location("random_stream", os.path.join(HERE, "..", "data", "random_stream.py"))
random_stream = importlib.util.module_from_spec(spec)
spec.loader.exec_module(random_stream)

LAYERS, SEED, EPOCHS, BATCH, RATE = [36, 8, 3], 7, 3, 10, 2
TRAINING_FILE, VALIDATION, TEST = 300, 60, 120


class Stream:
    def __init__(self, name, counter):
        self.state, self.spare = random_stream.first_state(SEED, name, counter), None

    def long(self):
        self.state = (self.state + random_stream.GAMMA) & random_stream.MASK
        return random_stream.mix(self.state)

    def unit(self):
        return (self.long() >> 11) * 2.0**-53

    def gaussian(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        radius, angle = math.sqrt(-2 * math.log(1 - self.unit())), 2 * math.pi * self.unit()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    def permutation(self, n):
        order = []
        for i in range(n):
            j = (self.long() >> 1) % (i + 1)
            order.append(i)
            order[i], order[j] = order[j], i
        return order


def example(i):
    def pixel(row, column):
        noise = ((i * 31 + row) * 17 + column * 7919) % 61
        return noise + (180 if row // 2 == i % 3 else 0)

    image = [pixel(row, column) / 255 for row in range(6) for column in range(6)]
    return image, (i + 1 if i % 20 == 7 else i) % 3


def forward(w, b, image):
    a = [image]
    for l, (wl, bl) in enumerate(zip(w, b)):
        z = [sum(x * y for x, y in zip(row, a[-1])) + bias for row, bias in zip(wl, bl)]
        if l < len(w) - 1:
            a.append([1 / (1 + math.exp(-x)) for x in z])
        else:
            total = sum(math.exp(x) for x in z)
            a.append([math.exp(x) / total for x in z])
    return a


def step(w, b, batch):
    """Takes one step on the mean gradient; returns the sum of the costs and how many were right, both before it."""
    nw, nb = [[[0.0] * len(row) for row in wl] for wl in w], [[0.0] * len(bl) for bl in b]
    cost = right = 0
    for image, label in batch:
        a = forward(w, b, image)
        cost -= math.log(a[-1][label])
        right += a[-1].index(max(a[-1])) == label
        delta = [p - (k == label) for k, p in enumerate(a[-1])]
        for l in reversed(range(len(w))):
            for j, d in enumerate(delta):
                nb[l][j] += d
                for i, x in enumerate(a[l]):
                    nw[l][j][i] += d * x
            delta = [sum(w[l][j][i] * d for j, d in enumerate(delta)) * x * (1 - x) for i, x in enumerate(a[l])]
    for l in range(len(w)):
        for j in range(len(w[l])):
            b[l][j] -= RATE * nb[l][j] / len(batch)
            for i in range(len(w[l][j])):
                w[l][j][i] -= RATE * nw[l][j][i] / len(batch)
    return cost, right


def evaluate(w, b, examples):
    confusion, cost = [[0] * 3 for _ in range(3)], 0
    for image, label in examples:
        outputs = forward(w, b, image)[-1]
        confusion[label][outputs.index(max(outputs))] += 1
        cost -= math.log(outputs[label])
    return cost / len(examples), confusion


def accuracy(confusion):
    return sum(confusion[k][k] for k in range(3)) / sum(map(sum, confusion))


def start_values():
    w, b = [], []
    for l, (fan_in, size) in enumerate(zip(LAYERS, LAYERS[1:]), start=1):
        stream = Stream("start values", l)
        w.append([[stream.gaussian() / math.sqrt(fan_in) for _ in range(fan_in)] for _ in range(size)])
        b.append([0.0] * size)
    return w, b


def main():
    examples = [example(i) for i in range(TRAINING_FILE)]
    training, validation = examples[:-VALIDATION], examples[-VALIDATION:]
    w, b = start_values()
    print("first start values", w[0][0][:2], w[1][2][7])
    test = [example(i) for i in range(TEST)]
    print("test, epoch 0", *evaluate(w, b, test))
    for epoch in range(1, EPOCHS + 1):
        order = Stream("shuffle", epoch).permutation(len(training))
        sums = [step(w, b, [training[i] for i in order[k : k + BATCH]]) for k in range(0, len(order), BATCH)]
        cost, right = (sum(column) / len(training) for column in zip(*sums))
        validation_cost, confusion = evaluate(w, b, validation)
        print(f"{epoch},{cost:.6f},{right:.6f},{validation_cost:.6f},{accuracy(confusion):.6f}")
        print("test, epoch", epoch, *evaluate(w, b, test))


if __name__ == "__main__":
    main()
