"""The processes of one Baton: their commands, their settings, and how to tell that each is ready."""

import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from launcher.data_folder.redis_server import RedisServer
from launcher.data_folder.secrets_on_disk import token_file
from launcher.places import Checkout, DataFolder
from launcher.processes import probe
from launcher.processes.child import Command
from launcher.processes.ports import LOOPBACK
from launcher.processes.process_environment import baton_settings, clean_environment
from launcher.processes.supervisor import Service

CHAT_DRAINS_SECONDS = 15.0


@dataclass(frozen=True)
class Plan:
    """The addresses of one run, fixed before anything starts, so that all processes can start at the same time."""

    checkout: Checkout
    data: DataFolder
    host: str
    port: int
    knowledge_port: int
    bot_ports: tuple[int, ...]
    shop_port: int | None
    redis: RedisServer | None
    demo: bool

    @property
    def public_url(self) -> str:
        return os.environ.get("BATON_PUBLIC_URL") or f"http://{_reachable(self.host)}:{self.port}"

    @property
    def shop_url(self) -> str:
        return f"http://{LOOPBACK}:{self.shop_port}"

    @property
    def bot_token(self) -> Path:
        return token_file(self.data.tokens, "bot")

    @property
    def knowledge_token(self) -> Path:
        return token_file(self.data.tokens, "knowledge")


def _reachable(host: str) -> str:
    """An address that a browser on this machine can open."""
    if host in ("0.0.0.0", "::", ""):
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _loopback_of(host: str) -> str:
    """The address for health checks of a process that listens on `host`."""
    return {"0.0.0.0": LOOPBACK, "": LOOPBACK, "::": "::1"}.get(host, host)


def database_settings(data: DataFolder) -> dict[str, str]:
    """The settings with which a process finds this run's database."""
    return baton_settings() | {"BATON_DATA": str(data.path)}


def _own_home(plan: Plan, name: str) -> Path:
    home = plan.data.homes / name
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def redis_service(plan: Plan) -> Service:
    assert plan.redis is not None
    return Service(
        name="redis",
        command=[plan.redis.program, plan.redis.configuration],
        environment=clean_environment(plan.checkout, _own_home(plan, "redis"), {}),
        folder=plan.data.redis,
        ready=partial(probe.accepts_socket, plan.redis.socket),
        alive=partial(probe.redis_answers, plan.redis.socket),
    )


def knowledge_service(plan: Plan) -> Service:
    settings = database_settings(plan.data) | {
        "BATON_HOST": LOOPBACK,
        "BATON_PORT": str(plan.knowledge_port),
        "BATON_ENCODER": str(plan.checkout.encoder),
        "BATON_KNOWLEDGE_TOKEN_FILE": str(plan.knowledge_token),
    }
    if plan.demo:
        settings["BATON_PREPARED_VECTORS"] = str(plan.checkout.demo_vectors)
    return Service(
        name="knowledge",
        command=[plan.checkout.app_python, "-m", "knowledge_base.service.serve"],
        environment=clean_environment(plan.checkout, _own_home(plan, "knowledge"), settings),
        folder=plan.checkout.root,
        ready=partial(_says_ready, plan.knowledge_port, "/health", plan.knowledge_token),
        alive=partial(probe.answers, plan.knowledge_port, "/health"),
    )


def bot_service(plan: Plan, number: int, model: Path) -> Service:
    """The bot gets neither the database's address nor Redis nor any other secret: text in, steps out."""
    port = plan.bot_ports[number - 1]
    settings = {
        "BATON_BOT_TOKEN_FILE": str(plan.bot_token),
        "BATON_LOG_LEVEL": os.environ.get("BATON_LOG_LEVEL", "INFO"),
    }
    return Service(
        name=f"bot-{number}",
        command=[plan.checkout.rasa_python, "-m", "bot.serve", "--port", str(port), "--model", model],
        environment=clean_environment(plan.checkout, _own_home(plan, "bot"), settings),
        folder=plan.checkout.root,
        ready=partial(_says_ready, port, "/webhooks/baton/health", plan.bot_token),
        alive=partial(probe.answers, port, "/webhooks/baton/health"),
    )


def chat_service(plan: Plan) -> Service:
    return Service(
        name="chat",
        command=[plan.checkout.app_python, "-m", "chat.assembly.serve"],
        environment=clean_environment(plan.checkout, _own_home(plan, "chat"), chat_settings(plan)),
        folder=plan.checkout.root,
        ready=partial(probe.accepts, plan.port, _loopback_of(plan.host)),  # it listens once messages can be stored
        grace_seconds=CHAT_DRAINS_SECONDS,
        vital=True,
        alive=partial(probe.answers, plan.port, "/widget.js", _loopback_of(plan.host)),  # health would write each time
    )


def chat_settings(plan: Plan) -> dict[str, str]:
    given = database_settings(plan.data)
    sites = given.get("BATON_WIDGET_SITES", "").split()
    if plan.shop_port:
        sites += [plan.shop_url, f"http://localhost:{plan.shop_port}"]
    settings = given | {
        "BATON_HOST": plan.host,
        "BATON_PORT": str(plan.port),
        "BATON_PUBLIC_URL": plan.public_url,
        "BATON_KNOWLEDGE_URL": f"http://{LOOPBACK}:{plan.knowledge_port}",
        "BATON_KNOWLEDGE_TOKEN_FILE": str(plan.knowledge_token),
        "BATON_BOT_URLS": ",".join(f"http://{LOOPBACK}:{port}" for port in plan.bot_ports),
        "BATON_BOT_TOKEN_FILE": str(plan.bot_token),
        "BATON_FRONTEND": str(plan.checkout.frontend),
        "BATON_WIDGET_SITES": " ".join(sites),
        "BATON_DEMO": "1" if plan.demo else "0",
    }
    return settings | ({"BATON_REDIS_URL": plan.redis.url} if plan.redis else {})


def shop_service(plan: Plan) -> Service:
    pages = plan.checkout.root / "frontend" / "shop"
    options: Command = ["--port", str(plan.shop_port), "--pages", pages, "--chat", plan.public_url]
    return Service(
        name="shop",
        command=[sys.executable, "-m", "launcher.services.shop", *options],
        environment=clean_environment(plan.checkout, _own_home(plan, "shop"), {}),
        folder=plan.checkout.root,
        ready=partial(probe.accepts, plan.shop_port or 0),
    )


async def _says_ready(port: int, path: str, token: Path) -> bool:
    status, body = await probe.get(port, path, token)
    return status == 200 and isinstance(body, dict) and body.get("ready") is True
