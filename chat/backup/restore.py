"""Restores a backup into an empty data folder or an empty database; after a failure nothing is left behind."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from sqlalchemy import MetaData, inspect, make_url
from sqlalchemy.exc import SQLAlchemyError

from chat.backup.archive import ArchiveReader, Manifest, bad_backup
from chat.backup.folder import DATABASE, belongs, is_unused
from chat.backup.stored_rows import count_rows, empty, raise_sequences, tables_of, write_rows
from kit.schema import is_known, migrate
from kit.sql.engines import unpooled_engine

SET_UP_BEFORE = "set-up-before"
"""Written first: a folder whose restore was killed has this mark and no database, and Baton refuses to start on it."""


def restore_backup(archive: Path, data: Path, database_url: str) -> Manifest:
    """`database_url` is empty for SQLite in the data folder. Raises `bad_backup`."""
    if not is_unused(data):
        raise bad_backup(f"{data} is not empty: restore into a new folder, or remove what is in it first.")
    reader = ArchiveReader(archive)
    try:
        manifest = reader.manifest
        _check_restorable(manifest)
        reader.verify()
        with _undone_on_failure(data):
            _restore_files(reader, data)
            if database_url:
                _fill_server(reader, database_url)
            else:
                _fill_sqlite(reader, data)
    except OSError as error:
        raise bad_backup(f"{data} cannot be written: {error.strerror}.") from error
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise bad_backup(f"The database cannot be restored: {said}.") from error
    finally:
        reader.close()
    return manifest


def _check_restorable(manifest: Manifest) -> None:
    if not is_known(manifest.schema):
        raise bad_backup(
            f"The backup has the schema {manifest.schema}, which this version of Baton does not know: it was made by a "
            "newer version. Update the checkout and restore again."
        )
    for part in manifest.files:
        if not belongs(_place(part.name)):
            raise bad_backup(f"The backup names a file that belongs into no backup: {part.name}.")


def _place(name: str) -> str:
    return PurePosixPath(name).relative_to("files").as_posix()


@contextmanager
def _undone_on_failure(data: Path) -> Iterator[None]:
    """Removes everything from a folder that was unused before, except what the launcher itself keeps there."""
    existed = data.is_dir()
    kept = {entry.name for entry in os.scandir(data)} if existed else set()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        (data / SET_UP_BEFORE).touch(mode=0o600)
        yield
    except BaseException:
        for entry in [Path(entry) for entry in os.scandir(data) if entry.name not in kept] if data.is_dir() else []:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)
        if not existed and data.is_dir():
            shutil.rmtree(data, ignore_errors=True)
        raise


def _restore_files(reader: ArchiveReader, data: Path) -> None:
    for part in reader.manifest.files:
        name = _place(part.name)
        if name == SET_UP_BEFORE:
            continue
        target = data / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for piece in reader.pieces(part):
                file.write(piece)


def _fill_sqlite(reader: ArchiveReader, data: Path) -> None:
    """Under another name until it is complete and migrated."""
    partial = data / f"{DATABASE}.restoring"
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    _fill(reader, f"sqlite:///{partial}")
    partial.replace(data / DATABASE)


def _fill_server(reader: ArchiveReader, address: str) -> None:
    engine = unpooled_engine(address)
    try:
        with engine.connect() as connection:
            if inspect(connection).get_table_names():
                where = make_url(address).render_as_string(hide_password=True)
                raise bad_backup(f"The database {where} is not empty: restore into a new one.")
        try:
            _fill(reader, address)
        except BaseException:
            with engine.begin() as connection:
                made = MetaData()
                made.reflect(connection)
                made.drop_all(connection)
            raise
    finally:
        engine.dispose()


def _fill(reader: ArchiveReader, address: str) -> None:
    """Makes the backup's own schema, fills it in one transaction, counts, and migrates it to the current one."""
    migrate(address, reader.manifest.schema)
    engine = unpooled_engine(address)
    try:
        with engine.begin() as connection:
            tables = tables_of(connection)
            empty(connection, tables)
            parts = {PurePosixPath(part.name).stem: part for part in reader.manifest.tables}
            if set(parts) != {table.name for table in tables}:
                raise bad_backup(f"The tables of the backup are not those of schema {reader.manifest.schema}.")
            for table in tables:
                part = parts[table.name]
                if set(part.columns) != {column.name for column in table.columns}:
                    raise bad_backup(f"The columns of {part.name} are not those of schema {reader.manifest.schema}.")
                write_rows(connection, table, part.columns, reader.rows(part))
                if (found := count_rows(connection, table)) != part.rows:
                    raise bad_backup(f"{table.name} should have {part.rows} rows and has {found}.")
            raise_sequences(connection, tables)
    finally:
        engine.dispose()
    migrate(address)
