"""Set-up as a graph of steps; each is done once for each state of its inputs.

A step's stamp contains the hash of the inputs of its last success. It lies inside the step's result, so deleting the
result also deletes the stamp. An interrupted step leaves no stamp and is done again.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.set_up.progress import Progress

Tell = Callable[[str, float | None], None]
_SKIPPED_FOLDERS = {"node_modules", "__pycache__", ".mypy_cache", "dist"}


@dataclass(frozen=True)
class Step:
    """`inputs` is called again when the step's turn comes, since earlier steps may create its inputs.

    `fetches`: whether packages come from the network and need the folder for temporary files.
    """

    name: str
    title: str
    stamp: Path
    inputs: Callable[[], str]
    work: Callable[[Tell], Awaitable[None]]
    needs: tuple[str, ...] = ()
    megabytes: int = 0
    fetches: bool = False

    def is_done(self) -> bool:
        try:
            return self.stamp.read_text(encoding="utf-8") == self.inputs()
        except FileNotFoundError:
            return False

    def mark_done(self) -> None:
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.inputs(), encoding="utf-8")


def hash_of(*parts: str | Path) -> str:
    """One hash of texts, files and folders (names and contents; build leftovers do not count)."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            digest.update(b"text\0" + part.encode() + b"\0")
            continue
        for file in _files(part):
            digest.update(f"file\0{file.relative_to(part.parent)}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file for file in path.rglob("*") if file.is_file() and not _SKIPPED_FOLDERS.intersection(file.parts[:-1])
    )


def pending(steps: Sequence[Step]) -> list[Step]:
    """The steps to do, in order: those with changed inputs, and those that depend on them."""
    todo: list[Step] = []
    for step in steps:
        if not step.is_done() or {other.name for other in todo}.intersection(step.needs):
            todo.append(step)
    return todo


async def perform(steps: Sequence[Step], progress: Progress) -> None:
    """Runs the steps, in parallel if they do not depend on each other. The first failure stops the others."""
    finished = {step.name: asyncio.Event() for step in steps}
    drawing = asyncio.create_task(_keep_drawing(progress))
    try:
        async with asyncio.TaskGroup() as group:
            for step in steps:
                group.create_task(_perform_one(step, finished, progress))
    finally:
        drawing.cancel()


async def _perform_one(step: Step, finished: dict[str, asyncio.Event], progress: Progress) -> None:
    for name in step.needs:
        if name in finished:
            await finished[name].wait()
    if not step.is_done():
        progress.begin(step.name, step.title)
        step.stamp.unlink(missing_ok=True)
        try:
            await step.work(lambda note, share: progress.tell(step.name, note, share))
            step.mark_done()
        except BaseException:
            progress.end(step.name, "✗")
            raise
        progress.end(step.name)
    finished[step.name].set()


async def _keep_drawing(progress: Progress) -> None:
    while True:
        await asyncio.sleep(0.2)
        progress.draw()
