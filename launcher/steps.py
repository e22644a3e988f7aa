"""Set-up as a graph of steps, each done once for each state of its inputs.

A step's stamp holds the hash of the inputs of its last success and lies inside what the step made, so that deleting
the result deletes the memory of it too. A step that was interrupted leaves no stamp and is done again.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.progress import Progress

Tell = Callable[[str, float | None], None]
_SKIPPED_FOLDERS = {"node_modules", "__pycache__", ".mypy_cache", "dist"}


@dataclass(frozen=True)
class Step:
    """`inputs` is asked again when the step's turn comes, since earlier steps may make what it reads.

    `fetches`: whether packages come from the network, by way of the folder for temporary files.
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
    """One hash of texts, files and folders (names and contents; what builds leave behind does not count)."""
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
    """The steps to do, in order: those whose inputs changed, and those that need one of them."""
    todo: list[Step] = []
    for step in steps:
        if not step.is_done() or {other.name for other in todo}.intersection(step.needs):
            todo.append(step)
    return todo


async def perform(steps: Sequence[Step], progress: Progress) -> None:
    """Do the steps, side by side where they do not need each other. The first failure ends the others."""
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
