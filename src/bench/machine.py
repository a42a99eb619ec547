"""Says what a benchmark ran on, and keeps it to one core when asked. Standard library only."""

import os
import platform
import re
import subprocess

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

# What OpenBLAS calls its kernels for x86-64: of the AVX2 ones, and of the AVX-512 ones, all give the same bits.
KERNELS = {"avx2": "Haswell", "avx512": "SkylakeX"}
NEEDED = {"avx2": {"avx2", "fma"}, "avx512": {"avx512f", "avx512bw", "avx512dq", "avx512vl"}}


def blas_threads(number):
    """Returns the environment that gives a peer's BLAS so many threads."""
    return {variable: str(number) for variable in THREAD_VARIABLES}


def with_kernels(name):
    """Returns the environment in which the OpenBLAS of a process, ours or a peer's, uses these kernels."""
    return {**os.environ, "OPENBLAS_CORETYPE": KERNELS[name]} if name else dict(os.environ)


def choose_kernels(name):
    """Makes every process that is started from now on use these kernels."""
    os.environ.update(with_kernels(name))


def kernels_here():
    """Returns the families of kernels that this processor can run, as far as the system tells."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            flags = set(re.search(r"^flags\s*:(.*)$", file.read(), re.MULTILINE)[1].split())
    except (OSError, TypeError):
        return ["avx2"]
    return [name for name in KERNELS if flags >= NEEDED[name]]


def pin_to_one_core():
    """Moves this process, and so every process it starts, to one core. Returns False where the system cannot."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ.update(blas_threads(1))
    return True


def cores():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def cpu_model():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            if match := re.search(r"^model name\s*:\s*(.+)$", file.read(), re.MULTILINE):
                return match[1]
    except OSError:
        pass
    if platform.system() == "Darwin":
        return output_of(["sysctl", "-n", "machdep.cpu.brand_string"]) or platform.machine()
    return platform.processor() or platform.machine()


def operating_system():
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError, AttributeError):
        name = f"{platform.system()} {platform.release()}"
    return f"{name} {platform.machine()}"


def java_version():
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else "java"
    match = re.search(r'version "([^"]+)"', output_of([java, "-version"]))
    return match[1] if match else "unknown"


def output_of(command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
