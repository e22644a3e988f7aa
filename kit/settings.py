"""The base of each process's settings class: one prefix, no `.env` file, and the same default paths as the launcher."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from kit.keys.secret_files import SECRET, read_by_others, read_secret_files

PREFIX = "BATON_"
UNUSABLE = (ValidationError, SettingsError)
"""What a settings class raises; `problem_of` says it in words."""

_FIELD = re.compile(r'field "(\w+)"')


class ProcessSettings(BaseSettings):
    """Settings that every process reads from the environment. The defaults are right for a single machine."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data: Path = Field(default=Path(".baton/data"), description="Folder of everything that a run writes.")
    database_url: Annotated[str, SECRET] = Field(
        default="", description="SQLAlchemy address; empty means SQLite in the data folder."
    )
    log_level: str = Field(default="INFO", description="Lowest level that is logged: DEBUG, INFO, WARNING or ERROR.")

    traces_url: str = Field(
        default="", description="Where spans are sent to, by OTLP over HTTP; empty means that there are none."
    )
    traces_headers: Annotated[dict[str, SecretStr], SECRET] = Field(
        default={}, description="JSON object of the headers that the collector asks for, such as its token."
    )
    traces_share: float = Field(default=1.0, gt=0, le=1, description="Share of the turns that are traced.")

    @field_validator("traces_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("it must be an address such as http://127.0.0.1:4318/v1/traces.")
        return value

    @model_validator(mode="before")
    @classmethod
    def _with_secret_files(cls, values: dict[str, Any]) -> dict[str, Any]:
        return read_secret_files(values, cls.model_fields, os.environ, PREFIX)

    @property
    def database_address(self) -> str:
        return self.database_url or f"sqlite:///{self.data.resolve() / 'baton.sqlite3'}"


class AddressSettings(ProcessSettings):
    """Where `chat` listens and where browsers reach it. Used by the process itself and by commands that print links."""

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, description="Port to listen on.")
    public_url: str = Field(
        default="", description="Address at which browsers reach Baton; empty means http://host:port."
    )

    @property
    def address(self) -> str:
        """The public address without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


@dataclass(frozen=True, slots=True)
class ServiceManager:
    """Where the manager that started this process listens, and how long it waits for a sign of life; 0 is forever."""

    address: str = ""
    within_seconds: float = 0.0


def service_manager() -> ServiceManager:
    """As systemd says it, with its own variables."""
    period = os.environ.get("WATCHDOG_USEC", "")
    return ServiceManager(os.environ.get("NOTIFY_SOCKET", ""), int(period) / 1_000_000 if period.isdigit() else 0.0)


def warn_of_readable_secrets(process: str) -> None:
    """Says on standard error which files of secrets other users can read. The start goes on: container tools mount
    secrets readable for all.
    """
    for path in read_by_others(os.environ, PREFIX):
        print(f"{process}: other users can read {path}, which holds a secret; run `chmod 600 {path}`.", file=sys.stderr)


def problem_of(error: ValidationError | SettingsError) -> str:
    """What is wrong with a setting, in one sentence that names the variable, without its value."""
    if isinstance(error, SettingsError):
        field = _FIELD.search(str(error))
        return f"{PREFIX}{field[1].upper() if field else '…'} is wrong: it is not JSON."
    wrong = error.errors()[0]
    message = str(wrong["msg"]).removeprefix("Value error, ").rstrip(".")
    name = "_".join(str(part) for part in wrong["loc"]).upper()
    return f"{PREFIX}{name} is wrong: {message}." if name else f"{message}."


def read_secret(path: Path | None) -> str:
    """The secret in a file, without its line end; empty if `path` is None."""
    return path.read_text(encoding="utf-8").strip() if path is not None else ""
