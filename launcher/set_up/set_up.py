"""Makes a checkout ready for its commands: once, under a lock, with a CommandError if the machine cannot run them."""

import asyncio
import sys
from collections.abc import Sequence

from launcher.command_error import CommandError
from launcher.locks import set_up_lock
from launcher.places import Checkout
from launcher.set_up.environments import app_step, dev_step, rasa_step
from launcher.set_up.machine import require_machine, require_writable
from launcher.set_up.products import demo_vectors_step, encoder_step, front_end_step, node_packages_step
from launcher.set_up.progress import Progress
from launcher.set_up.steps import Step, pending, perform
from launcher.set_up.training import Packs, model_step

EVERYTHING = ("app", "rasa", "encoder", "node-packages", "front-end", "model")
FOR_THE_DEMO = (*EVERYTHING, "demo-vectors")
FOR_THE_BOT = ("app", "rasa", "encoder", "model")
FOR_TESTS = (*FOR_THE_DEMO, "dev")


def set_up(checkout: Checkout, wanted: Sequence[str], packs: Packs = None) -> None:
    """Runs the requested steps that are not done. If none is left, it is quick and changes no file.

    The model is that of `packs`, by default the demo's.
    """
    progress = Progress()
    steps = [step for step in all_steps(checkout, progress, packs) if step.name in wanted]
    if not pending(steps):
        return
    require_writable(checkout.built)
    with set_up_lock(checkout.built / "lock"):
        todo = pending(steps)  # another command may have done it while this one was waiting
        if not todo:
            return
        require_machine(checkout, todo)
        print("Setting up Baton (once; later starts skip this):", file=sys.stderr, flush=True)
        _perform(steps, progress)


def all_steps(checkout: Checkout, progress: Progress, packs: Packs = None) -> list[Step]:
    return [
        app_step(checkout, progress),
        rasa_step(checkout),
        encoder_step(checkout),
        demo_vectors_step(checkout),
        node_packages_step(checkout),
        front_end_step(checkout),
        model_step(checkout, packs),
        dev_step(checkout),
    ]


def _perform(steps: list[Step], progress: Progress) -> None:
    try:
        asyncio.run(perform(steps, progress))
    except BaseExceptionGroup as group:
        errors = group.subgroup(CommandError)
        raise (_first(errors) if errors else group) from None


def _first(group: BaseExceptionGroup[CommandError]) -> CommandError:
    """The first failure: later ones are mostly its consequences."""
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner
