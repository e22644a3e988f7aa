"""The first data of a new installation: the first administrator, or the demo's people, orders and articles.

Demo accounts exist only with demo data, and each installation gets random passwords for them.
"""

import json
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from chat.assembly.settings import ChatSettings
from chat.first_hour.link import write_link
from chat.first_hour.service import begin
from chat.orders.demo import orders
from kit.clock import system_clock
from kit.database import Database
from kit.passwords import Passwords
from knowledge_base.decision.sensitive_repository import add_defaults
from knowledge_base.imports.plan import import_folder
from staff.departments.service import ensure_default_department
from staff.people.models import people
from staff.people.service import add_person

DEMO_PEOPLE: Sequence[tuple[str, str, str]] = (
    ("agent", "ines@wrenandwheel.example", "Ines Marchetti"),
    ("agent", "tomas@wrenandwheel.example", "Tomas Lindqvist"),
    ("editor", "edith@wrenandwheel.example", "Edith Okafor"),
    ("supervisor", "sam@wrenandwheel.example", "Sam Verbeke"),
    ("admin", "ada@wrenandwheel.example", "Ada Brandt"),
)
SIGN_INS = "demo-sign-ins.json"

# number, e-mail, state, detail, days since the order, days left to return it
DEMO_ORDERS: Sequence[tuple[str, str, str, str, int, int | None]] = (
    (
        "WW-48213",
        "mara@example.com",
        "on its way",
        "It left Ghent yesterday and should reach you within two days.",
        4,
        34,
    ),
    (
        "WW-48977",
        "mara@example.com",
        "being packed",
        "The Heron is being set up in our workshop; it leaves in three days.",
        2,
        60,
    ),
    ("WW-47100", "jonas@example.com", "delivered", "It was delivered to your door eleven days ago.", 15, 19),
    ("WW-45002", "jonas@example.com", "delivered", "It was delivered in the summer.", 150, -90),
    ("WW-49001", "lea@example.com", "waiting for payment", "Your bank transfer has not reached us yet.", 1, None),
    ("WW-46555", "lea@example.com", "cancelled", "You cancelled it, and the money is on its way back.", 20, None),
)


def seed_demo(connection: Connection, passwords: Passwords, now: datetime) -> list[dict[str, str]]:
    """Adds the demo's people and orders; returns their sign-ins."""
    ensure_default_department(connection, now)
    add_defaults(connection, "Demo", now)
    sign_ins = []
    for role, email, name in DEMO_PEOPLE:
        password = secrets.token_urlsafe(9)
        add_person(connection, email, name, [role], now, password_hash=passwords.hash_now(password))
        sign_ins.append({"role": role, "email": email, "password": password})
    for number, email, state, detail, age, days_left in DEMO_ORDERS:
        until = None if days_left is None else (now + timedelta(days=days_left)).date().isoformat()
        placed = now - timedelta(days=age)
        row = {"number": number, "email": email, "state": state, "detail": detail, "return_until": until}
        connection.execute(insert(orders).values(placed_at=placed, **row))
    return sign_ins


def seed_administrator(connection: Connection, passwords: Passwords, now: datetime) -> dict[str, str]:
    """Adds the first administrator with a random password, which is shown once and not stored in clear.

    The first hour begins with them: `token` is that of its link.
    """
    ensure_default_department(connection, now)
    add_defaults(connection, "Baton", now)
    password = secrets.token_urlsafe(12)
    email = "admin@localhost.example"
    hashed = passwords.hash_now(password)
    person = add_person(connection, email, "Administrator", ["admin"], now, password_hash=hashed)
    token = begin(connection, person.id, now)
    return {"role": "admin", "email": email, "password": password, "token": token}


def is_empty(connection: Connection) -> bool:
    """Whether the installation has no people yet."""
    return connection.scalar(select(func.count()).select_from(people)) == 0


def main() -> int:
    """`python -m chat.assembly.seed`: fills an empty database once; leaves any other database unchanged."""
    settings = ChatSettings()
    database = Database(settings.database_address)
    passwords = Passwords()
    try:
        if not database.read_now(is_empty):
            return 0
        now = system_clock()
        if not settings.demo:
            first = database.write_now(seed_administrator, passwords, now)
            write_link(settings.data, first["token"])
            print(f"first administrator\t{first['email']}\t{first['password']}\t(shown once; change it)")
            return 0
        database.write_now(import_folder, settings.content, "Demo", now)
        sign_ins = database.write_now(seed_demo, passwords, now)
        write_private(settings.data / SIGN_INS, json.dumps(sign_ins, indent=1))
        return 0
    finally:
        database.close()


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read, from the first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
