#!/usr/bin/env python3
"""Trains nothing: writes an nn.Sequential as PyTorch writes it, and what it says of the test images.

    python3 src/bench/torch_checkpoint.py OUT.safetensors OUT.csv

needs torch, numpy and safetensors. Then

    ./mnist eval OUT.safetensors --config configs/3b1b.json --predictions ours.csv

must give the same outputs. The last line compares the two when a third argument names ours.csv.
"""
import csv
import gzip
import sys

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn


def test_images():
    with gzip.open("data/mnist/t10k-images-idx3-ubyte.gz") as file:
        pixels = np.frombuffer(file.read(), dtype=np.uint8, offset=16)
    return torch.tensor(pixels.reshape(10000, 784).astype(np.float32) / 255)


def main(checkpoint, table, ours=None):
    torch.manual_seed(1)
    model = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 16), nn.Sigmoid(),
        nn.Linear(16, 16), nn.Sigmoid(),
        nn.Linear(16, 10), nn.Sigmoid())
    if ours is None:
        save_file(model.state_dict(), checkpoint)
    with torch.no_grad():
        outputs = model(test_images()).numpy()
    if ours is None:
        np.savetxt(table, outputs, delimiter=",", fmt="%.9g")
        return
    with open(ours) as file:
        rows = np.array([[float(x) for x in row[3:]] for row in list(csv.reader(file))[1:]])
    print("largest difference", np.abs(rows - outputs).max())


if __name__ == "__main__":
    main(*sys.argv[1:])
