"""Starts the sending of spans, if it is set."""

import asyncio

from fastapi.telemetry import TelemetryConfig

from kit.settings import ProcessSettings
from kit.tracing import spans

NO_OTHER_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, auto_configure=False)
"""FastAPI's own, which variables of the environment could switch on. It would send what validation refused and the
texts of exceptions.
"""


def start_tracing(settings: ProcessSettings, process: str) -> None:
    if not settings.traces_url:
        return
    from kit.tracing.exporter import Exporter

    headers = {name: value.get_secret_value() for name, value in settings.traces_headers.items()}
    spans.use(Exporter(settings.traces_url, headers, settings.traces_share, process))


async def stop_tracing() -> None:
    """Sends what is left, beside the event loop: a collector that does not answer keeps nobody else waiting."""
    await asyncio.to_thread(spans.stop)
