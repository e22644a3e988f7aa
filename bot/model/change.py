"""Changes a running process over to another model, without a gap.

The new model is loaded in a thread, beside the old one, which goes on answering. A turn that has begun ends on the
model it began with. If the new one cannot be loaded, nothing has changed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sanic import Sanic

from bot.model.manifest import Manifest, verified


class Change:
    """One change at a time. `load` blocks until the model can answer."""

    def __init__(self, app: Sanic, load: Callable[[Path], Any]) -> None:
        self._app, self._load = app, load
        self._one_at_a_time = asyncio.Lock()

    async def to(self, model: Path) -> Manifest:
        """Raises `ModelRefused` if the model is not intact or cannot be loaded."""
        async with self._one_at_a_time:
            manifest = await asyncio.to_thread(verified, model)
            if manifest != self._app.ctx.manifest:
                agent = await asyncio.to_thread(self._load, model)
                self._app.ctx.agent, self._app.ctx.manifest = agent, manifest
            return manifest
