"""The base of each process's settings class: one prefix, no `.env` file, and the same default paths as the launcher."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ProcessSettings(BaseSettings):
    """Settings that every process reads from the environment. The defaults are right for a single machine."""

    model_config = SettingsConfigDict(env_prefix="BATON_", extra="ignore", frozen=True)

    data: Path = Field(default=Path(".baton/data"), description="Folder of everything that a run writes.")
    database_url: str = Field(default="", description="SQLAlchemy address; empty means SQLite in the data folder.")
    log_level: str = Field(default="INFO", description="Lowest level that is logged: DEBUG, INFO, WARNING or ERROR.")

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


def read_secret(path: Path | None) -> str:
    """The secret in a file, without its line end; empty if `path` is None."""
    return path.read_text(encoding="utf-8").strip() if path is not None else ""
