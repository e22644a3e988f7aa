"""The base of each process's settings class: one prefix, one `.env`-free source, paths that agree with the launcher."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ProcessSettings(BaseSettings):
    """What every process reads from the environment. Each setting has a default that is right on one machine."""

    model_config = SettingsConfigDict(env_prefix="BATON_", extra="ignore", frozen=True)

    data: Path = Field(default=Path(".baton/data"), description="Folder of everything that a run writes.")
    database_url: str = Field(default="", description="SQLAlchemy address; empty means SQLite in the data folder.")
    log_level: str = Field(default="INFO", description="Lowest level that is logged: DEBUG, INFO, WARNING or ERROR.")

    @property
    def database_address(self) -> str:
        return self.database_url or f"sqlite:///{self.data.resolve() / 'baton.sqlite3'}"


def read_secret(path: Path | None) -> str:
    """The secret in a file, without its line end; empty where no file is named."""
    return path.read_text(encoding="utf-8").strip() if path is not None else ""
