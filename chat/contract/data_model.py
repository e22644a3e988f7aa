"""The data model in `docs/data-model.md`: a diagram of the tables of each room, with their columns and references."""

from collections import defaultdict
from collections.abc import Iterator
from types import ModuleType

from sqlalchemy import Column, Table

from chat.assembly.tables import ROOMS

INTRODUCTION = """\
# Data model

<!-- Generated from the tables by `./baton generate`: change the models and add a migration, never this file. -->

The tables of each room, as the migrations make them on SQLite and PostgreSQL. A line is a foreign key; PK marks the
primary key and UK a unique column, and a column with `?` may be null. References between rooms (a conversation's
department, an assignment's agent) are kept by the code and have no foreign key. Times are UTC.
"""


def data_model() -> str:
    """The whole file."""
    rooms: dict[str, list[ModuleType]] = defaultdict(list)
    for module in ROOMS:
        rooms[module.__name__.partition(".")[0]].append(module)
    return INTRODUCTION + "".join(_section(room, modules) for room, modules in sorted(rooms.items()))


def _section(room: str, modules: list[ModuleType]) -> str:
    tables = [(module, table) for module in modules for table in _tables(module)]
    lines = [line for _, table in tables for line in (*_entity(table), *_references(table))]
    where = "".join(f"| `{table.name}` | `{_file(module)}` |\n" for module, table in tables)
    diagram = "".join(f"    {line}\n" for line in lines)
    return f"\n## {room}\n\n```mermaid\nerDiagram\n{diagram}```\n\n| Table | Defined in |\n|---|---|\n{where}"


def _tables(module: ModuleType) -> Iterator[Table]:
    """The tables that a module defines, in its order."""
    found = {id(value): value for value in vars(module).values() if isinstance(value, Table)}
    yield from found.values()


def _file(module: ModuleType) -> str:
    return f"{module.__name__.replace('.', '/')}.py"


def _entity(table: Table) -> Iterator[str]:
    yield f"{table.name} {{"
    for column in table.columns:
        yield f"    {_column(column)}"
    yield "}"


def _column(column: Column[object]) -> str:
    kind = column.type.__class__.__name__.lower()
    keys = [
        key for key, holds in (("PK", column.primary_key), ("FK", column.foreign_keys), ("UK", column.unique)) if holds
    ]
    marks = [f" {','.join(keys)}"] if keys else []
    return "".join([f"{kind} {column.name}", *marks, ' "?"' if column.nullable else ""])


def _references(table: Table) -> Iterator[str]:
    for column in table.columns:
        for key in column.foreign_keys:
            one = "o|" if column.unique or (column.primary_key and len(table.primary_key) == 1) else "o{"
            yield f"{key.column.table.name} ||--{one} {table.name} : {column.name}"
