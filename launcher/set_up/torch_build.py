"""Which build of PyTorch to install.

PyTorch is only needed during set-up (to export the encoder), and its default build for Linux includes gigabytes of
CUDA. With an NVIDIA GPU, pip chooses. Without one, pip's choice is taken if it is a CPU build; else PyTorch's CPU
index, if it answers; else pip's choice after all, with a warning.
"""

import json
import re
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from launcher.processes.run import CommandFailed

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
_CUDA_PACKAGE = re.compile(r"^(nvidia|cuda|triton)[-_a-z0-9]*", re.IGNORECASE)
Pip = Callable[[list[str]], Awaitable[str]]


@dataclass(frozen=True)
class TorchBuild:
    """Arguments for `pip install`, and a warning if no CPU build was found."""

    arguments: tuple[str, ...]
    warning: str = ""


async def choose(requirement: str, pip: Pip, scratch: Path) -> TorchBuild:
    """`pip` runs pip with the given arguments; `requirement` is the pinned line of `app.in`."""
    if has_nvidia_gpu():
        return TorchBuild((requirement,))
    if not await _pulls_cuda(requirement, [], pip, scratch):
        return TorchBuild((requirement, "--no-deps"))
    at_cpu_index = ["--index-url", CPU_INDEX, "--retries", "0", "--timeout", "10"]
    try:
        if not await _pulls_cuda(requirement, at_cpu_index, pip, scratch):
            return TorchBuild((requirement, "--no-deps", *at_cpu_index))
    except CommandFailed:
        pass  # the index cannot be reached, or has no such version
    return TorchBuild(
        (requirement,),
        "no CPU build of PyTorch is available here: installing the CUDA build, gigabytes of which will not be used.",
    )


def has_nvidia_gpu() -> bool:
    return Path("/dev/nvidia0").exists() or (
        shutil.which("nvidia-smi") is not None and Path("/proc/driver/nvidia/version").exists()
    )


async def _pulls_cuda(requirement: str, options: list[str], pip: Pip, scratch: Path) -> bool:
    """Asks pip which file it would install, and reads that file's dependencies from its metadata."""
    report = scratch / "torch-report.json"
    await pip(["install", "--dry-run", "--no-deps", "--quiet", "--report", str(report), *options, requirement])
    chosen = json.loads(report.read_text(encoding="utf-8"))["install"]
    needs = [line for package in chosen for line in package["metadata"].get("requires_dist", [])]
    return any(_CUDA_PACKAGE.match(line) and "extra ==" not in line for line in needs)
