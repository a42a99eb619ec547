"""What training and evaluation in NumPy share."""

import ctypes
import re

import peer

try:
    import numpy as np
except ImportError:
    peer.not_installed("numpy")

FLOAT = np.float32
ONE = FLOAT(1)
CORE_NAMES = ("scipy_openblas_get_corename64_", "openblas_get_corename64_", "openblas_get_corename")


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
    return {"python": peer.python_version(), "numpy": np.__version__, "numpy's BLAS": blas()}


def blas():
    """Returns the library that computes, and its kernels as far as OpenBLAS can be asked for them."""
    libraries = blas_libraries()
    try:
        found = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        name = f"{found['name']} {found['version']}"
    except TypeError:  # before NumPy 1.26
        name = " ".join("/".join(path.split("/")[-2:]) for path in libraries)
    for library in map(ctypes.CDLL, libraries):
        for function in CORE_NAMES:
            if core_name := getattr(library, function, None):
                core_name.restype = ctypes.c_char_p
                return f"{name} ({core_name().decode()})"
    return name


def blas_libraries():
    """Returns the paths of the BLAS libraries in this process; none where the system does not tell."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as file:
            paths = {line.split()[-1] for line in file}
    except OSError:
        return []
    return sorted(path for path in paths if re.search(r"/lib[^/]*(blas|mkl_rt)[^/]*$", path))
