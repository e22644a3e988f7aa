"""`python -m bot.serve --port P --model FILE`: one bot process on loopback, with a model whose manifest matches.

Rasa's own `run` starts without a model, reports that it is up, and exits with 0 if it could not bind the port. This
command does not.
"""

from __future__ import annotations

from bot.runtime.confinement import StartRefused, check_rasa, confine, read_log_level, read_token, refuse

if __name__ == "__main__":
    confine()  # before any import that reads the environment

import argparse
import asyncio
import logging
import os
import socket
from pathlib import Path

import bot.tensorflow_stand_in  # noqa: F401  (before rasa)
from bot.model.manifest import Manifest, ModelRefused, verified
from bot.project import ROOT

LOOPBACK = "127.0.0.1"
CHANGE_SECONDS = 600  # a change to another model may take this long; a turn takes milliseconds
logger = logging.getLogger("bot")


def main() -> None:
    arguments = _arguments()
    try:
        check_rasa()
        read_token(os.environ)
        log_level = read_log_level(os.environ)
        manifest = verified(arguments.model)
        _check_port(arguments.port)
    except (StartRefused, ModelRefused) as error:
        refuse(error)
    _serve(arguments.port, arguments.model, manifest, log_level)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bot.serve", description="Serves one trained model on loopback.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the .tar.gz file written by bot.train")
    return parser.parse_args()


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError) as error:
            raise StartRefused(f"port {port} on {LOOPBACK} is not available: {error}") from error


def _serve(port: int, model: Path, manifest: Manifest, log_level: int) -> None:
    import rasa.core.run
    from rasa.core.agent import Agent, load_agent
    from rasa.core.utils import AvailableEndpoints
    from sanic import Sanic

    from bot.model.change import Change
    from bot.runtime.indexed_rules import index_rules
    from bot.runtime.logs import configure_logs
    from bot.runtime.ordered_runner import OrderedRunner
    from bot.runtime.slots import copy_slots_directly
    from bot.runtime.watchdog import give_signs

    configure_logs(log_level)
    copy_slots_directly()
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    channels = rasa.core.run.create_http_input_channels(None, str(ROOT / "credentials.yml"))
    app = rasa.core.run.configure_app(channels, enable_api=False, endpoints=endpoints, port=port)
    app.config.RESPONSE_TIMEOUT = CHANGE_SECONDS
    served: list[bool] = []

    async def loaded(path: Path) -> Agent:
        agent = await load_agent(model_path=str(path), endpoints=endpoints)
        if not agent.is_ready():
            raise ModelRefused(f"Rasa could not load {path.name}")
        processor = agent.processor
        processor.graph_runner = OrderedRunner.taking_over(processor.graph_runner)
        index_rules(processor.graph_runner)
        return agent

    async def load(app: Sanic, _loop: object) -> None:
        app.ctx.agent = await loaded(model)
        app.ctx.manifest = manifest
        app.ctx.change = Change(app, lambda path: asyncio.run(loaded(path)))
        served.append(True)
        logger.info("serving %s on %s:%d", manifest.model, LOOPBACK, port)

    async def serve_signs(app: Sanic, _loop: object) -> None:
        app.add_task(give_signs(os.environ), name="watchdog")

    app.register_listener(load, "before_server_start")
    app.register_listener(serve_signs, "after_server_start")
    app.run(host=LOOPBACK, port=port, workers=1, access_log=False)
    if not served:
        refuse(ModelRefused(f"the model {model.name} could not be served"))


if __name__ == "__main__":
    main()
