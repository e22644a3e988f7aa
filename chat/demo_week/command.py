"""`python -m chat.demo_week.command`: adds a week of conversations to a demo installation, or removes it."""

import argparse
import sys

from chat.assembly.settings import ChatSettings
from chat.demo_week.week import add_week, remove_week
from kit.clock import system_clock
from kit.database import Database
from kit.errors import BatonError


def main() -> int:
    parser = argparse.ArgumentParser(prog="./baton demo-week")
    parser.add_argument("action", choices=("add", "remove"))
    given = parser.parse_args()
    database = Database(ChatSettings().database_address)
    try:
        if given.action == "add":
            print(f"added {add_week(database, system_clock())} conversations of the last week")
        else:
            print(f"removed {remove_week(database)} conversations")
    except BatonError as error:
        print(error.message, file=sys.stderr)
        return 1
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
