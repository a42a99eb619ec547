#!/usr/bin/env python3
"""Loads a checkpoint into PyTorch and compares its outputs on the test images with the program's.

    ./mnist eval RUN --predictions ours.csv
    python3 src/bench/torch_load.py RUN/best.safetensors ours.csv

needs numpy, and torch with safetensors; without safetensors the file is read by the few lines below, and without torch
the network is computed by numpy. The last line says which, and the largest difference.
"""
import csv
import gzip
import json
import struct
import sys

import numpy as np

try:
    import torch
except ImportError:
    torch = None

ACTIVATIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "softplus": lambda z: np.logaddexp(z, 0),
    "identity": lambda z: z,
    "softmax": lambda z: np.exp(z - z.max(1, keepdims=True)) / np.exp(z - z.max(1, keepdims=True)).sum(1, keepdims=True),
}


def read_safetensors(path):
    """The tensors and the metadata: a length, a JSON header, and the numbers."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        numbers = file.read()
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(numbers[start:end], dtype="<f4").reshape(entry["shape"])
    return tensors, metadata


def inputs(tensors):
    with gzip.open("data/mnist/t10k-images-idx3-ubyte.gz") as file:
        pixels = np.frombuffer(file.read(), dtype=np.uint8, offset=16).reshape(10000, 784)
    mean = tensors.get("preprocess.mean", np.zeros(1, np.float32))
    deviation = tensors.get("preprocess.deviation", np.ones(1, np.float32))
    return ((pixels.astype(np.float32) / 255 - mean) / deviation).astype(np.float32)


def by_torch(path, tensors, activations, a):
    modules = {"sigmoid": torch.nn.Sigmoid(), "tanh": torch.nn.Tanh(), "relu": torch.nn.ReLU(),
               "softplus": torch.nn.Softplus(), "identity": torch.nn.Identity(), "softmax": torch.nn.Softmax(1)}
    layers = []
    for i, activation in enumerate(activations):
        rows, columns = tensors[f"{2 * i}.weight"].shape
        layers += [torch.nn.Linear(columns, rows), modules[activation]]
    model = torch.nn.Sequential(*layers)
    try:
        from safetensors.torch import load_file
        state, reader = load_file(path), "safetensors"
    except ImportError:
        state, reader = {name: torch.tensor(values) for name, values in tensors.items()}, "this script"
    model.load_state_dict({name: state[name] for name in model.state_dict()})
    with torch.no_grad():
        return model(torch.tensor(a)).numpy(), f"PyTorch {torch.__version__}, the file read by {reader}"


def by_numpy(tensors, activations, a):
    for i, activation in enumerate(activations):
        a = ACTIVATIONS[activation](a @ tensors[f"{2 * i}.weight"].T + tensors[f"{2 * i}.bias"])
    return a, f"NumPy {np.__version__}"


def main(path, table):
    tensors, metadata = read_safetensors(path)
    network = json.loads(metadata["config"])["network"]
    hidden = network["hidden"]
    count = len(network["layers"]) - 2
    activations = (hidden if isinstance(hidden, list) else [hidden] * count) + [network["output"]]
    a = inputs(tensors)
    outputs, how = by_torch(path, tensors, activations, a) if torch else by_numpy(tensors, activations, a)
    with open(table) as file:
        rows = np.array([[float(x) for x in row[3:]] for row in list(csv.reader(file))[1:]])
    difference = np.abs(rows - outputs).max()
    print(f"{how}: largest difference {difference:.2g} on {len(rows)} images")
    return 0 if difference <= 1e-5 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
