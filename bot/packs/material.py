"""The files that a model is made of: the base's, and those of each active pack.

It uses only the standard library, so that "is it trained already?" is answered quickly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

BASE = "base"
PERSON_REQUESTS = "person_requests"
SETTINGS = "settings.yml"
CONNECTORS = "connectors.yml"
ENGLISH = "en"  # the language of `nlu/en/` and of the responses in `domain/`


@dataclass(frozen=True)
class Material:
    """`data` contains `base/` and `person_requests/`; each pack is a folder. A later pack's texts replace earlier ones.

    Test stories and evaluation questions are stored beside the files named here, and must never be read.
    """

    data: Path
    packs: Sequence[Path] = ()

    @property
    def folders(self) -> list[Path]:
        return [self.data / BASE, *self.packs]

    @property
    def sentence_files(self) -> list[Path]:
        """The files with English sentences: each sentence needs its vector."""
        parts = [self.data / PERSON_REQUESTS]
        parts += [folder / part for folder in self.folders for part in ("nlu", PERSON_REQUESTS)]
        others = {file for _, file in self.other_sentence_files}
        return [file for part in parts for file in sorted(part.rglob("*.yml")) if file not in others]

    @property
    def other_sentence_files(self) -> list[tuple[str, Path]]:
        """The files with sentences in other languages, each with its language: those of `nlu/de/`, `nlu/fr/` …"""
        folders = [each for folder in self.folders for each in sorted((folder / "nlu").glob("*")) if each.is_dir()]
        return [(each.name, file) for each in folders if each.name != ENGLISH for file in sorted(each.rglob("*.yml"))]

    @property
    def files(self) -> list[Path]:
        """Everything that the model depends on."""
        return [file for _, file in self.named_files()]

    def named_files(self) -> Iterator[tuple[str, Path]]:
        """Each file with a name that does not depend on where the folders are."""
        for number, folder in enumerate(self.folders):
            for part in ("domain", "nlu", PERSON_REQUESTS, "responses", "rules"):
                for file in sorted((folder / part).rglob("*.yml")):
                    yield f"{number}/{file.relative_to(folder).as_posix()}", file
            for name in (CONNECTORS, SETTINGS):
                if (folder / name).is_file():
                    yield f"{number}/{name}", folder / name
        for file in sorted((self.data / PERSON_REQUESTS).rglob("*.yml")):
            yield file.name, file
