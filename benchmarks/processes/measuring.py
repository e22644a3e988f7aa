"""A measuring process of its own: a module of the application that writes what it found into a file."""

import asyncio
import json
from pathlib import Path
from typing import Any

from benchmarks.processes.processes import CannotMeasure
from benchmarks.workspace import Workspace
from launcher.processes.process_environment import inherited_environment


async def found_by(workspace: Workspace, module: str, out: Path, *arguments: object) -> dict[str, Any]:
    """Runs the module with these arguments and `--out`; returns what it wrote. It ends together with this process."""
    process = await asyncio.create_subprocess_exec(
        *(str(workspace.checkout.app_python), "-m", module, *map(str, arguments), "--out", str(out)),
        cwd=workspace.checkout.root,
        env=inherited_environment(workspace.checkout),
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise CannotMeasure(f"the process of {module} ended with exit code {process.returncode}")
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found
