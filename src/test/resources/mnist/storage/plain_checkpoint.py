"""Writes and reads checkpoints with nothing but struct and json, as a check on the Java code.

    python3 plain_checkpoint.py write FILE          made checkpoint.safetensors beside this script
    python3 plain_checkpoint.py outputs FILE X...   prints the weighted inputs of a network without hidden layers
"""

import json
import struct
import sys


def write(path):
    config = {
        "data": {"directory": "data/mnist", "validation": 12},
        "network": {"layers": [4, 2, 3], "hidden": "tanh", "output": "softmax", "initializer": "xavier"},
        "cost": "cross-entropy",
        "optimizer": {"type": "sgd", "learningRate": 0.25},
        "training": {"batchSize": 10, "seed": 5},
    }
    metadata = {
        "format": "mnist-checkpoint-1",
        "config": json.dumps(config),
        "epoch": "3",
        "minibatch": "7",
        "tally.examples": "70",
        "tally.cost_sum": "12.5",
        "tally.correct": "61",
        "best.epoch": "2",
        "best.validation_accuracy": "0.75",
        "data.train-images-idx3-ubyte": "0123456789abcdef" * 4,
        "data.train-labels-idx1-ubyte": "f" * 64,
    }
    tensors = [
        ("0.weight", [2, 4], [0.5, -1.0, 2.0, 0.25, 1.5, 0.0, -0.75, 3.0]),
        ("0.bias", [2], [0.125, -0.5]),
        ("2.weight", [3, 2], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        ("2.bias", [3], [-1.0, 0.0, 1.0]),
    ]
    header, data = {"__metadata__": metadata}, b""
    for name, shape, values in tensors:
        packed = struct.pack("<%df" % len(values), *values)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(data), len(data) + len(packed)]}
        data += packed
    text = json.dumps(header).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


def outputs(path, inputs):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(length)), file.read()

    def tensor(name):
        begin, end = header[name]["data_offsets"]
        return struct.unpack("<%df" % ((end - begin) // 4), data[begin:end])

    rows, columns = header["0.weight"]["shape"]
    weights, biases = tensor("0.weight"), tensor("0.bias")
    for row in range(rows):
        row_weights = weights[row * columns : (row + 1) * columns]
        print(sum(w * x for w, x in zip(row_weights, inputs)) + biases[row])


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2])
    else:
        outputs(sys.argv[2], [float(x) for x in sys.argv[3:]])
