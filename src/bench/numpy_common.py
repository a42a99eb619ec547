"""What training and evaluation in NumPy share."""

import peer

try:
    import numpy as np
except ImportError:
    peer.not_installed("numpy")

FLOAT = np.float32
ONE = FLOAT(1)


def load_images(folder, split):
    sizes, pixels = peer.read_idx(folder, f"{split}-images-idx3-ubyte")
    _, labels = peer.read_idx(folder, f"{split}-labels-idx1-ubyte")
    return np.frombuffer(pixels, np.uint8).reshape(sizes[0], -1), np.frombuffer(labels, np.uint8)


def sigmoid(z, result):
    np.negative(z, result)
    np.exp(result, result)
    np.add(result, ONE, result)
    np.reciprocal(result, result)


def versions():
    return {"python": peer.python_version(), "numpy": np.__version__, "blas": blas()}


def blas():
    try:
        found = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    except TypeError:
        return "not told by a NumPy before 1.26"
    return f"{found['name']} {found['version']}"
