"""The programs that are compared: how each is started, and which seconds of it count. Standard library only."""

import csv
import importlib.util
import json
import os
import shlex
import statistics
import sys
from dataclasses import dataclass, field
from typing import Callable

import machine

HERE = os.path.dirname(os.path.realpath(__file__))
THREADS = (1, 2)
PROCESS_EPOCHS = 30


@dataclass(frozen=True)
class Tool:
    """One column of the table; seconds(answer, wall) is its figure, from its JSON and the seconds of the whole process."""

    name: str
    command: list
    seconds: Callable
    environment: dict = field(default_factory=dict)


def wall(_, seconds):
    return seconds


def first_median(answer, _):
    return float(answer["results"][0]["secondsMedian"])


def with_threads(tool, solo):
    """Returns a peer once for each number of threads that its BLAS may use; the fastest of them will count."""
    for threads in THREADS[:1] if solo else THREADS:
        name = f"{tool.name}, {threads} thread{'s' if threads > 1 else ''}"
        yield Tool(name, tool.command, tool.seconds, machine.blas_threads(threads))


def train_command(options, config, batch, epochs, out):
    return [*shlex.split(options.ours), "train", "--config", config, "--set", f"training.batchSize={batch}",
            "--set", f"training.epochs={epochs}", "--out", out, "--force", "-q", "--json"]


def train(options, config, batch, folder):
    """A real run, without validation: the median of its last epochs, by its metrics.csv."""
    out = os.path.join(folder, "run")
    command = train_command(options, config, batch, options.warm_up + options.epochs, out)

    def seconds(*_):
        with open(os.path.join(out, "metrics.csv"), newline="", encoding="utf-8") as file:
            return statistics.median(float(row["seconds"]) for row in list(csv.DictReader(file))[-options.epochs:])

    return Tool("mnist train", [*command, "--set", "data.validation=0"], seconds)


def blas_of_run(folder):
    """Returns what the run's record says of what computed."""
    with open(os.path.join(folder, "run", "run.json"), encoding="utf-8") as file:
        record = json.load(file)
    blas = (record.get("parts") or [record])[-1]["blas"]
    return " ".join(str(blas[key]) for key in ("vendor", "version", "core", "kernels") if blas.get(key))


def bench(options, config, batch):
    return Tool("mnist bench", [*shlex.split(options.ours), "bench", "--config", config, "--batch", str(batch),
                          "--epochs", str(options.epochs), "--json"], first_median)


def peers(options, config, batch, names, *more):
    """The peers that are installed, each with every number of threads."""
    for name in names:
        if importlib.util.find_spec(name):
            command = [sys.executable, os.path.join(HERE, f"{name}_peer.py"), "--config", config, "--batch", str(batch),
                       "--epochs", str(options.epochs), *(["--bare"] if options.bare else []), *more]
            yield from with_threads(Tool(name, command, wall if more else first_median), options.solo)
        else:
            print(f"{name}: skipped, not installed for this Python", file=sys.stderr)


def epochs(options, config, batch, folder):
    """Seconds per epoch: of a real run, of the benchmark, of the peers."""
    return [train(options, config, batch, folder), bench(options, config, batch),
            *peers(options, config, batch, ("numpy", "torch"))]


def processes(options, config, batch, folder):
    """Whole processes, from the command to the test accuracy."""
    command = train_command(options, config, batch, options.epochs, os.path.join(folder, "run"))
    return [Tool("mnist train", command, wall), *peers(options, config, batch, ("numpy",), "--process")]


def evaluations(options):
    """Whole processes that load a checkpoint and score the test images."""
    checkpoint = os.path.abspath(options.eval)
    if os.path.isdir(checkpoint):
        checkpoint = os.path.join(checkpoint, "best.safetensors")
    yield Tool("mnist eval", [*shlex.split(options.ours), "eval", "--checkpoint", checkpoint, "--json"], wall)
    if importlib.util.find_spec("numpy"):
        numpy = Tool("numpy", [sys.executable, os.path.join(HERE, "numpy_eval.py"), "--checkpoint", checkpoint], wall)
        yield from with_threads(numpy, options.solo)
