"""Single processes and one-off commands for operators: `serve`, `migrate`, `people`, `articles`, `train`.

Settings come from the environment; a missing one gets the value that `up` would use.
"""

import os
import sys
from pathlib import Path
from typing import NoReturn

from launcher.data_folder import database
from launcher.data_folder.secrets_on_disk import token_file
from launcher.installation.running import launcher_of
from launcher.packs.selection import active
from launcher.places import Checkout, DataFolder
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment, is_given
from launcher.processes.run import become
from launcher.processes.setting_names import warn_of_unread_settings
from launcher.set_up.set_up import set_up
from launcher.set_up.training import Packs, current_model, forget_model

_NEEDS = {
    "chat": ("app", "node-packages", "front-end"),
    "knowledge": ("app", "encoder"),
    "bot": ("app", "rasa", "encoder", "model"),
}
_PORTS = {"chat": "8000", "knowledge": "8001", "bot": "8002"}


def serve(checkout: Checkout, process: str, data: DataFolder, host: str | None, port: int | None) -> int:
    """Runs the process in place of this one. The process checks the database's schema itself."""
    warn_of_unread_settings(checkout)
    packs = active(checkout, data, demo=_is_demo(data)) if process in ("bot", "chat") else None
    set_up(checkout, _NEEDS[process], packs)
    os.umask(0o077)  # only the owner can read what a run writes
    if data.path.is_dir():
        data.make_outer()
    if process == "chat":
        warn_of_another(data)
    if process == "chat" and not is_given("BATON_DATABASE_URL"):
        database.check_whole(data.database)
    if process != "bot" and not is_given("BATON_DATABASE_URL"):
        database.check_there(data)
    chosen_port = str(port) if port is not None else os.environ.get("BATON_PORT", _PORTS[process])
    if process == "chat":
        os.environ.setdefault("BATON_PACK_FOLDERS", os.pathsep.join(map(str, packs or ())))
    given = {"BATON_PORT": chosen_port} | ({"BATON_HOST": host} if host else {})
    environment = inherited_environment(checkout, _defaults(checkout, data, process) | given)
    become(_command(checkout, process, chosen_port, packs), environment=environment, folder=checkout.root)


def warn_of_another(data: DataFolder) -> None:
    """Says that `./baton up` runs on the same data. With one Redis for both, this is right; without, each of the two
    finds the other's messages late and counts limits by itself.
    """
    launcher = launcher_of(data)
    if launcher is not None and not is_given("BATON_REDIS_URL"):
        print(
            f"baton: ./baton up (process {launcher}) already runs on {data.path}. Two chat processes on the same data "
            "need one BATON_REDIS_URL: without it each learns of the other's messages seconds later.",
            file=sys.stderr,
        )


def migrate(checkout: Checkout, data: DataFolder) -> int:
    set_up(checkout, ("app",))
    os.umask(0o077)
    data.make()
    database.migrate(checkout, data, database.environment_for_database(checkout, data))
    print("The database is at the current schema.")
    return 0


def people(checkout: Checkout, data: DataFolder, arguments: list[str]) -> int:
    """Adds a person, or gives one a new one-time link."""
    _on_database(checkout, data, "staff.people.command", arguments)


def articles(checkout: Checkout, data: DataFolder, arguments: list[str]) -> int:
    """Imports or exports articles as Markdown files."""
    _on_database(checkout, data, "chat.assembly.articles_command", arguments)


def people_data(checkout: Checkout, data: DataFolder, arguments: list[str]) -> int:
    """Exports or erases what is stored about one customer."""
    _on_database(checkout, data, "chat.installation.people_data_command", arguments)


def audit(checkout: Checkout, data: DataFolder, arguments: list[str]) -> int:
    """Checks the chain of the audit log."""
    _on_database(checkout, data, "chat.installation.audit_command", arguments)


def demo_week(checkout: Checkout, data: DataFolder, action: str) -> int:
    """Adds a week of conversations to a demo installation, or removes it."""
    _on_database(checkout, data, "chat.demo_week.command", [action])


def generate(checkout: Checkout) -> int:
    """Writes the front end's types and the generated documents anew."""
    set_up(checkout, ("app",))
    command: Command = [checkout.app_python, "-m", "chat.contract.generate"]
    become(command, environment=inherited_environment(checkout), folder=checkout.root)


def _on_database(checkout: Checkout, data: DataFolder, module: str, arguments: list[str]) -> NoReturn:
    """Runs a command on the database in place of this process. The database is migrated first; it may be new."""
    set_up(checkout, ("app",))
    os.umask(0o077)
    data.make()
    environment = database.environment_for_database(checkout, data)
    database.migrate(checkout, data, environment)
    command: Command = [checkout.app_python, "-m", module, *arguments]
    become(command, environment=environment, folder=checkout.root)


def train(checkout: Checkout, *, force: bool) -> int:
    """Trains the default data folder's packs (the demo's, if it has not been used) as set-up does; prints the path."""
    data = DataFolder(checkout.default_data)
    packs = active(checkout, data, demo=database.is_demo(data, wanted=True))
    if force:
        forget_model(checkout, packs)
    set_up(checkout, _NEEDS["bot"], packs)
    print(current_model(checkout, packs))
    return 0


def _is_demo(data: DataFolder) -> bool:
    """Without a run of `up`, the setting decides."""
    known = database.installation(data)
    return known.demo if known else os.environ.get("BATON_DEMO") == "1"


def _command(checkout: Checkout, process: str, port: str, packs: Packs) -> list[str | Path]:
    if process == "bot":
        return [checkout.rasa_python, "-m", "bot.serve", "--port", port, "--model", current_model(checkout, packs)]
    module = {"chat": "chat.assembly.serve", "knowledge": "knowledge_base.service.serve"}[process]
    return [checkout.app_python, "-m", module]


def _defaults(checkout: Checkout, data: DataFolder, process: str) -> dict[str, str]:
    """Defaults for settings that the environment does not set. A token file is created only if none is named."""
    places = {
        "BATON_DATA": str(data.path),
        "BATON_ENCODER": str(checkout.encoder),
        "BATON_FRONTEND": str(checkout.frontend),
        "BATON_MODELS": str(checkout.models),
    }
    for name in {"chat": ("bot", "knowledge"), "knowledge": ("knowledge",), "bot": ("bot",)}[process]:
        variable = f"BATON_{name.upper()}_TOKEN_FILE"
        if variable not in os.environ:
            data.make()
            places[variable] = str(token_file(data.tokens, name))
    return {name: os.environ.get(name, value) for name, value in places.items()}
