"""Paths: what belongs to the checkout (`.baton/`) and what belongs to one data folder."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from launcher.command_error import CommandError


@dataclass(frozen=True)
class Checkout:
    """One clone of Baton. Everything that is built for it is under `.baton/` and shared by all data folders."""

    root: Path

    @property
    def built(self) -> Path:
        return self.root / ".baton"

    @property
    def app_environment(self) -> Path:
        return self.built / "environments" / "app"

    @property
    def rasa_environment(self) -> Path:
        return self.built / "environments" / "rasa"

    @property
    def app_python(self) -> Path:
        return self.app_environment / "bin" / "python"

    @property
    def rasa_python(self) -> Path:
        return self.rasa_environment / "bin" / "python"

    @property
    def app_packages(self) -> Path:
        return self.app_environment / "lib" / "python3.11" / "site-packages"

    @property
    def rasa_packages(self) -> Path:
        return self.rasa_environment / "lib" / "python3.11" / "site-packages"

    @property
    def encoder(self) -> Path:
        return self.built / "encoder"

    @property
    def demo_vectors(self) -> Path:
        """The demo's articles, encoded once for all data folders."""
        return self.built / "demo" / "vectors.npz"

    @property
    def models(self) -> Path:
        return self.built / "models"

    @property
    def frontend(self) -> Path:
        return self.built / "frontend"

    @property
    def logs(self) -> Path:
        return self.built / "logs"

    @property
    def cache(self) -> Path:
        return self.built / "cache"

    @property
    def default_data(self) -> Path:
        return self.built / "data"


@dataclass(frozen=True)
class DataFolder:
    """Everything that a run writes. Only its owner can read it, because it contains tokens, keys and conversations."""

    path: Path

    def make_outer(self) -> None:
        """Creates the folder itself, so that it can be locked before anything is written into it."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._close_to_others()

    def _close_to_others(self) -> None:
        """Takes other users' access to a folder that is Baton's own. Refuses one in which anybody can write."""
        about = self.path.stat()
        if not about.st_mode & 0o077:
            return
        if about.st_uid == os.geteuid() and (self.is_empty or self.set_up_before.is_file()):
            self.path.chmod(0o700)
        elif about.st_mode & stat.S_IWOTH:
            raise CommandError(
                f"every user of this machine can write to the data folder {self.path}, which holds more than Baton's "
                "data or belongs to somebody else: choose another folder with --data."
            )

    def make(self) -> None:
        self.make_outer()
        for folder in (self.tokens, self.logs, self.redis, self.homes):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def is_empty(self) -> bool:
        """True if no run has stored anything yet; what may be there before does not count."""
        if not self.path.is_dir():
            return True
        before = {self.lock.name, self.logs.name, self.packs.name, self.secrets.name}
        return not {entry.name for entry in os.scandir(self.path)} - before

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def redis(self) -> Path:
        return self.path / "redis"

    @property
    def tokens(self) -> Path:
        return self.path / "tokens"

    @property
    def homes(self) -> Path:
        """Home folders of the processes, so that no library writes into the user's own home."""
        return self.path / "homes"

    @property
    def database(self) -> Path:
        return self.path / "baton.sqlite3"

    @property
    def sign_ins(self) -> Path:
        return self.path / "demo-sign-ins.json"

    @property
    def first_hour_link(self) -> Path:
        """The path of the page for the first hour, until that is over."""
        return self.path / "first-hour-link"

    @property
    def installation(self) -> Path:
        return self.path / "installation.json"

    @property
    def set_up_before(self) -> Path:
        """Marks that this folder has had a database, even if it is missing now."""
        return self.path / "set-up-before"

    @property
    def ports(self) -> Path:
        return self.path / "ports.json"

    @property
    def address(self) -> Path:
        """Where the last `up` on this folder listens, or listened."""
        return self.path / "address.json"

    @property
    def packs(self) -> Path:
        """The packs that were added, and the choice of those that are on."""
        return self.path / "packs"

    @property
    def secrets(self) -> Path:
        """A file for each secret of the packs' connectors; the operator puts them there."""
        return self.path / "secrets"

    @property
    def active_packs(self) -> Path:
        return self.packs / "active.json"

    @property
    def served_model(self) -> Path:
        """Which model the running bot serves, and why it is not the chosen packs' if it is not."""
        return self.packs / "served.json"

    @property
    def wanted_packs(self) -> Path:
        """Which pack an administrator has switched in the browser."""
        return self.packs / "wanted.json"

    @property
    def changed_packs(self) -> Path:
        """How far that is, and what went wrong."""
        return self.packs / "change.json"

    @property
    def last_backup(self) -> Path:
        """When the last backup was made, and into which file."""
        return self.path / "last-backup.json"
