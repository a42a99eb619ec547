"""Says what a benchmark ran on, and keeps it to one core when asked. Standard library only."""

import os
import platform
import re
import subprocess

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
              "VECLIB_MAXIMUM_THREADS": "1"}


def pin_to_one_core():
    """Moves this process, and so every process it starts, to one core. Returns False where the system cannot."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ.update(ONE_THREAD)
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
