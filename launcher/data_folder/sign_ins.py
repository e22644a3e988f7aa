"""The demo's sign-ins: the seed writes them into the data folder (0600); every start and `sign-ins` print them."""

import json
import sys

from launcher.command_error import CommandError
from launcher.places import DataFolder

SignIn = dict[str, str]


def read_sign_ins(data: DataFolder) -> list[SignIn]:
    if not data.sign_ins.is_file():
        return []
    rows = json.loads(data.sign_ins.read_text(encoding="utf-8"))
    return [{"role": row["role"], "email": row["email"], "password": row["password"]} for row in rows]


def sign_in_line(row: SignIn) -> str:
    return f"sign-in\t{row['role']}\t{row['email']}\t{row['password']}"


def show_sign_ins(data: DataFolder) -> int:
    if not data.path.is_dir():
        raise CommandError(
            f"there is no data folder {data.path}: start Baton on it first, with `./baton up --data {data.path}`."
        )
    json.dump(read_sign_ins(data), sys.stdout, indent=2)
    print()
    return 0
