"""Makes a backup while Baton runs: one moment of the database, and the files beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import SQLAlchemyError

from chat.backup.archive import ArchiveReader, ArchiveWriter, Manifest, bad_backup, new_private_file
from chat.backup.folder import files_of
from chat.backup.stored_rows import read_rows, tables_of
from kit.schema import revision_of
from kit.sql.engines import unpooled_engine


def make_backup(address: str, data: Path, target: Path) -> Manifest:
    """Writes the archive, reads it back and gives it its name. Raises `bad_backup`; then nothing is left behind."""
    target, data = target.resolve(), data.resolve()
    if target.is_relative_to(data):
        raise bad_backup(f"{target} is inside the data folder: name a file elsewhere, best on another disk.")
    if target.is_dir():
        raise bad_backup(f"{target} is a folder: name a file.")
    try:
        with new_private_file(target) as (file, partial):
            writer = ArchiveWriter(file)
            with _one_moment(address) as connection:
                schema = revision_of(connection)
                if schema is None:
                    raise bad_backup("The database has no tables of Baton yet, so there is nothing to back up.")
                for table in tables_of(connection):
                    writer.add_table(
                        table.name, [column.name for column in table.columns], read_rows(connection, table)
                    )
                kind = connection.dialect.name
            for name, path in files_of(data):
                writer.add_file(name, path)
            manifest = writer.finish(datetime.now(UTC).isoformat(), kind, schema)
            file.flush()
            _check(partial, manifest)
    except OSError as error:
        raise bad_backup(f"{target} cannot be written: {error.strerror}.") from error
    except SQLAlchemyError as error:
        raise bad_backup(f"The database cannot be read: {getattr(error, 'orig', None) or error}") from error
    return manifest


@contextmanager
def _one_moment(address: str) -> Iterator[Connection]:
    """A transaction that sees the database as it was at its first read, whatever is written meanwhile."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        if not path.is_file():
            raise bad_backup(f"There is no database {path}: name the right folder with --data.")
        engine = unpooled_engine(f"sqlite:///file:{path.resolve()}?mode=ro&uri=true")
    else:
        engine = unpooled_engine(address)
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                # The driver begins a transaction only for writes; without one, each table would show its own moment.
                connection.exec_driver_sql("BEGIN")
            else:
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
    finally:
        engine.dispose()


def _check(path: Path, written: Manifest) -> None:
    reader = ArchiveReader(path)
    try:
        if reader.manifest != written:
            raise bad_backup("The backup could not be read back as it was written.")
        reader.verify()
    finally:
        reader.close()
