"""What the peers share: the command line, the config, the IDX files, the timing and the report.

Imports nothing but the standard library, so that a peer can say which package is missing.
"""

import argparse
import gzip
import json
import os
import platform
import statistics
import sys
import time
from dataclasses import dataclass

EXIT_USER_ERROR = 2
EXIT_NOT_INSTALLED = 3
EXIT_DATA_ERROR = 4
BATCH_SIZES = [10, 32, 100, 1000]
COSTS = ("squared-error", "half-squared-error", "cross-entropy")
OUTPUTS = ("sigmoid", "softmax")


@dataclass(frozen=True)
class Settings:
    """The part of a config that decides the work of an epoch."""

    layers: list
    output: str
    cost: str
    learning_rate: float
    optimizer: dict
    data: str
    validation: int


def fail(message, code=EXIT_USER_ERROR):
    print(message, file=sys.stderr)
    raise SystemExit(code)


def not_installed(package):
    fail(f"{package}: is not installed for {os.path.basename(sys.executable)}. "
         f"Install it with: pip install {package}", EXIT_NOT_INSTALLED)


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--config", required=True, metavar="FILE",
                        help="a config file of ./mnist; says what is trained")
    parser.add_argument("--data", help="folder of the IDX files (default: the config's)")
    parser.add_argument("--batch", type=positive, action="append", metavar="N",
                        help="examples per minibatch, repeatable (default: 10 32 100 1000)")
    parser.add_argument("--epochs", type=positive, default=5, metavar="N",
                        help="epochs that count, after one that does not (default: 5)")
    parser.add_argument("--bare", action="store_true", help="leave out cost and accuracy")
    return parser


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"found {number}, expected a number above 0")
    return number


def load_settings(path, data=None):
    try:
        with open(path, encoding="utf-8") as file:
            config = json.load(file)
        network = config["network"]
        hidden = network.get("hidden", "sigmoid")
        settings = Settings(
            layers=list(network["layers"]),
            output=network.get("output", "sigmoid"),
            cost=config["cost"],
            learning_rate=float(config["optimizer"]["learningRate"]),
            optimizer=config["optimizer"],
            data=data or config.get("data", {}).get("directory", "data/mnist"),
            validation=int(config.get("data", {}).get("validation", 5000)))
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror}")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        fail(f"{path}: is not a config that the peers understand: {error!r}")
    activations = {hidden} if isinstance(hidden, str) else set(hidden)
    if activations - {"sigmoid"} or settings.output not in OUTPUTS or settings.cost not in COSTS:
        fail(f"{path}: the peers know sigmoid hidden layers, the outputs {OUTPUTS} and the costs {COSTS}")
    return settings


def read_idx(folder, name):
    """Returns the sizes and the raw bytes of an IDX file of unsigned bytes, plain or packed."""
    path = os.path.join(folder, name)
    packed = not os.path.exists(path)
    try:
        with (gzip.open(path + ".gz") if packed else open(path, "rb")) as file:
            content = file.read()
    except (OSError, EOFError) as error:
        fail(f"{path}[.gz]: cannot be read: {error}", EXIT_DATA_ERROR)
    if content[:3] != b"\0\0\x08":
        fail(f"{path}: is not an IDX file of unsigned bytes", EXIT_DATA_ERROR)
    rank = content[3]
    sizes = [int.from_bytes(content[4 + 4 * i:8 + 4 * i], "big") for i in range(rank)]
    return sizes, memoryview(content)[4 + 4 * rank:]


def python_version():
    return platform.python_version()


def run(tool, versions, settings, options, trainer):
    """Times one trainer per batch size and prints the report.

    trainer(batch_size) returns a function that trains one epoch and returns (mean cost, accuracy), or None if bare.
    """
    results = []
    examples = 0
    for batch in options.batch or BATCH_SIZES:
        epoch, examples = trainer(batch)
        results.append({"batchSize": batch, **measure(epoch, examples, options.epochs)})
    tell(tool, versions, settings, examples=examples, bare=options.bare, results=results)


def tell(tool, versions, settings, **figures):
    print(json.dumps({"tool": tool, "versions": versions, "layers": settings.layers, **figures}))


def measure(epoch, examples, epochs):
    epoch()
    seconds = []
    for _ in range(epochs):
        start = time.perf_counter()
        figures = epoch()
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    cost, accuracy = figures or (None, None)
    return {"secondsMedian": median, "secondsMinimum": min(seconds), "examplesPerSecond": examples / median,
            "finalTrainCost": cost, "finalTrainAccuracy": accuracy}
