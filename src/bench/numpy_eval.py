#!/usr/bin/env python3
"""Scores the test images with a checkpoint of ./mnist, in plain NumPy: the peer of a whole `./mnist eval`."""

import argparse
import json
import re
import struct

import peer
from numpy_common import FLOAT, load_images, np, sigmoid, versions


def load_checkpoint(path):
    """Returns weights and biases, in order, of a safetensors file whose tensors are 0.weight, 0.bias, 2.weight, …"""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        peer.fail(f"{path}: cannot be read: {error.strerror}")
    length = struct.unpack_from("<Q", content)[0]
    header = json.loads(content[8:8 + length])
    layers = {}
    for name, tensor in header.items():
        if match := re.fullmatch(r"(\d+)\.(weight|bias)", name):
            start, end = tensor["data_offsets"]
            values = np.frombuffer(content, "<f4", (end - start) // 4, 8 + length + start)
            layers.setdefault(int(match[1]), {})[match[2]] = values.reshape(tensor["shape"])
    config = json.loads(header.get("__metadata__", {}).get("config", "{}"))
    hidden = config.get("network", {}).get("hidden", "sigmoid")
    if set([hidden] if isinstance(hidden, str) else hidden) - {"sigmoid"}:
        peer.fail(f"{path}: the peer knows sigmoid hidden layers only, found {hidden}")
    return [(layers[k]["weight"], layers[k]["bias"]) for k in sorted(layers)]


def evaluate(checkpoint, folder):
    layers = load_checkpoint(checkpoint)
    pixels, labels = load_images(folder, "t10k")
    a = np.divide(pixels, FLOAT(255)).T
    for w, b in layers[:-1]:
        a = w @ a + b[:, None]
        sigmoid(a, a)
    w, b = layers[-1]
    scores = w @ a + b[:, None]
    correct = int(np.count_nonzero(scores.argmax(0) == labels))
    print(json.dumps({"tool": "numpy", "versions": versions(), "examples": len(labels), "correct": correct,
                      "accuracy": correct / len(labels)}))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, metavar="FILE", help="a .safetensors file of ./mnist")
    parser.add_argument("--data", default="data/mnist", help="folder of the IDX files (default: data/mnist)")
    options = parser.parse_args()
    evaluate(options.checkpoint, options.data)


if __name__ == "__main__":
    main()
