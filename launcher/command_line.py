"""The command line of `./baton`. Each command has its own module, which is loaded on demand."""

import argparse
import os
import sys
from pathlib import Path

from launcher.command_error import CommandError
from launcher.command_parts import Command, Commands
from launcher.command_parts import add_command as _command
from launcher.command_parts import add_data as _data
from launcher.commands.installation import add_installation
from launcher.commands.measuring import add_measuring
from launcher.commands.packs import add_packs
from launcher.places import Checkout, DataFolder

ROOT = Path(__file__).resolve().parent.parent
ROLES = ("agent", "editor", "supervisor", "admin")


def main(arguments: list[str]) -> int:
    checkout = Checkout(ROOT)
    parser = build_parser(checkout)
    given, rest = parser.parse_known_args(arguments)
    if rest and not given.takes_rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    given.rest = rest
    try:
        command: Command = given.command
        return command(checkout, given)
    except CommandError as error:
        print(f"baton: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("baton: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def build_parser(checkout: Checkout) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="baton", description="Customer-support chat: a bot first, people when it matters."
    )
    parser.set_defaults(takes_rest=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_running(commands, checkout)
    _add_people(commands, checkout)
    _add_articles(commands, checkout)
    add_packs(commands, checkout)
    add_installation(commands, checkout)
    _add_development(commands)
    add_measuring(commands, checkout)
    return parser


def _add_running(commands: "Commands", checkout: Checkout) -> None:
    one = _command(commands, "up", _up, "set everything up and run it")
    one.add_argument(
        "--host", default=os.environ.get("BATON_HOST", "127.0.0.1"), help="address to listen on (127.0.0.1)"
    )
    one.add_argument("--port", type=int, default=os.environ.get("BATON_PORT", "8000"), help="port of the chat (8000)")
    _data(one, checkout)
    demo = {"1": True, "0": False}.get(os.environ.get("BATON_DEMO", ""))
    words = "demo company, articles and sign-ins; by default in an empty data folder"
    one.add_argument("--demo", action=argparse.BooleanOptionalAction, default=demo, help=words)

    _command(commands, "set-up", _set_up, "set everything up and start nothing, for a server or an image")

    one = _command(commands, "serve", _serve, "run a single process, as in production")
    one.add_argument("process", choices=["chat", "knowledge", "bot"])
    one.add_argument("--host", help="address to listen on (BATON_HOST, or 127.0.0.1)")
    one.add_argument("--port", type=int, help="port to listen on (BATON_PORT)")
    _data(one, checkout)

    one = _command(commands, "migrate", _migrate, "bring the database to the current schema")
    _data(one, checkout)


def _add_people(commands: "Commands", checkout: Checkout) -> None:
    one = _command(commands, "sign-ins", _sign_ins, "print the demo's sign-ins as JSON")
    _data(one, checkout)
    people = _command(commands, "people", _people, "add a person, or give one a new one-time link, which is printed")
    actions = people.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="a new person")
    add.add_argument("email")
    add.add_argument("--role", required=True, choices=ROLES, action="append", help="may be given several times")
    add.add_argument(
        "--name", help="name that colleagues and customers see; by default the part of the e-mail before the @"
    )
    _data(add, checkout)
    reset = actions.add_parser("reset", help="a person who can no longer sign in")
    reset.add_argument("email")
    reset.add_argument(
        "--second-factor", action="store_true", help="also take the second factor away and end the person's sign-ins"
    )
    _data(reset, checkout)


def _add_articles(commands: "Commands", checkout: Checkout) -> None:
    articles = _command(commands, "articles", _articles, "import articles, or export them as Markdown")
    actions = articles.add_subparsers(dest="action", metavar="ACTION", required=True)
    one = actions.add_parser(
        "import", help="import articles from folders, files, zip archives, or a site; if one fails, none is imported"
    )
    one.add_argument("sources", nargs="+", metavar="PATH|URL")
    one.add_argument("--drafts", action="store_true", help="import as drafts and publish nothing")
    one.add_argument("--dry-run", action="store_true", help="say what would be done with each file; change nothing")
    one.add_argument("--skip-refused", action="store_true", help="import the others if some cannot be imported")
    words = "archive what an earlier import brought and is missing now"
    one.add_argument("--delete-missing", action="store_true", help=words)
    _data(one, checkout)
    one = actions.add_parser("export", help="write each published article to a file in a new folder, with its pictures")
    one.add_argument("folder", type=Path)
    one.add_argument("--drafts", action="store_true", help="write articles that were never published, too")
    _data(one, checkout)


def _add_development(commands: "Commands") -> None:
    one = _command(commands, "test", _test, "run every test that this machine can run; further arguments go to pytest")
    one.set_defaults(takes_rest=True)
    one = _command(commands, "check", _check, "check lint, types, formatting, locks and documentation")
    words = "instead, put N small faults into each hot file and see whether its tests notice (6)"
    one.add_argument("--mutants", type=int, nargs="?", const=6, metavar="N", help=words)
    one.add_argument("--of", action="append", default=[], metavar="FILE", help="with --mutants: only this hot file")
    one.add_argument("--seed", type=int, default=1, help="another seed chooses other faults (1)")
    words = "instead, look for known vulnerabilities in all locks, and write bills of materials (CycloneDX)"
    one.add_argument("--security", action="store_true", help=words)
    one.add_argument("--bills", type=Path, metavar="DIR", help="with --security: where the bills of materials go")
    one.add_argument("--advisories", metavar="URL", help="with --security: another service with OSV's interface")
    _command(commands, "generate", _generate, "write the files that are generated from the code")
    one = _command(commands, "train", _train, "train the bot from training_data/")
    one.add_argument("--force", action="store_true", help="train even if nothing has changed since the last training")


def _up(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.up import UpOptions, up

    return up(checkout, UpOptions(given.host, given.port, given.data, given.demo))


def _set_up(checkout: Checkout, _: argparse.Namespace) -> int:
    from launcher.set_up.set_up import FOR_THE_BOT, FOR_THE_DEMO, set_up

    set_up(checkout, FOR_THE_DEMO)
    set_up(checkout, FOR_THE_BOT, [])  # for a company without demo data
    return 0


def _serve(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.alone import serve

    return serve(checkout, given.process, DataFolder(given.data.resolve()), given.host, given.port)


def _migrate(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.alone import migrate

    return migrate(checkout, DataFolder(given.data.resolve()))


def _sign_ins(_: Checkout, given: argparse.Namespace) -> int:
    from launcher.data_folder.sign_ins import show_sign_ins

    return show_sign_ins(DataFolder(given.data.resolve()))


def _people(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.alone import people

    roles = [word for role in given.role for word in ("--role", role)] if given.action == "add" else []
    name = ["--name", given.name] if given.action == "add" and given.name else []
    factor = ["--second-factor"] if given.action == "reset" and given.second_factor else []
    return people(checkout, DataFolder(given.data.resolve()), [given.action, given.email, *roles, *name, *factor])


def _articles(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.alone import articles

    if given.action == "export":
        words = [*(["--drafts"] if given.drafts else []), str(given.folder.resolve())]
    else:
        chosen = ("drafts", "dry_run", "skip_refused", "delete_missing")
        options = [f"--{name.replace('_', '-')}" for name in chosen if getattr(given, name)]
        addresses = ("http://", "https://")
        sources = [each if each.startswith(addresses) else str(Path(each).resolve()) for each in given.sources]
        words = [*options, "--", *sources]
    return articles(checkout, DataFolder(given.data.resolve()), [given.action, *words])


def _test(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.testing import run_tests

    return run_tests(checkout, given.rest)


def _check(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.check import check
    from launcher.mutants.run import check_mutants
    from launcher.security.check import check_security

    if given.security:
        return check_security(checkout, bills=given.bills, advisories=given.advisories)
    if given.mutants is not None:
        return check_mutants(checkout, given.mutants, given.seed, given.of)
    return check(checkout)


def _generate(checkout: Checkout, _: argparse.Namespace) -> int:
    from launcher.commands.alone import generate

    return generate(checkout)


def _train(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.alone import train

    return train(checkout, force=given.force)
