"""`./baton migrate`: the database brought to the current schema, once, before any process starts."""

import sys

from sqlalchemy.exc import SQLAlchemyError

from chat.settings import ChatSettings
from kit.schema import migrate


def main() -> int:
    settings = ChatSettings()
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        migrate(settings.database_address)
    except SQLAlchemyError as error:
        reason = str(error).splitlines()[0]
        print(
            f"The database cannot be migrated: {reason}. Check BATON_DATABASE_URL and the data folder.", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
