"""Every setting of the `knowledge` process, read from the environment once, and only here."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from kit.settings import ProcessSettings, read_secret


class KnowledgeSettings(ProcessSettings):
    """Settings of `knowledge`. Units are in the names; every default is right for one machine."""

    host: str = Field(default="127.0.0.1", description="Address to listen on; loopback or a private network.")
    port: int = Field(default=8001, description="Port to listen on.")
    knowledge_token_file: Path | None = Field(default=None, description="File with the token that callers must send.")
    encoder: Path = Field(default=Path(".baton/encoder"), description="Folder of the exported sentence encoder.")
    encoder_precision: Literal["int8", "float"] = Field(default="int8", description="Which exported model is loaded.")
    prepared_vectors: Path | None = Field(default=None, description="File of vectors made at set-up; need not exist.")
    promise: float = Field(default=0.90, gt=0, lt=1, description="Share of the bot's answers that must be right.")
    learn_from_use: bool = Field(default=True, description="Whether outcomes of the bot's answers are learned from.")
    knowledge_look_seconds: float = Field(default=1.0, gt=0, description="Pause between looks for published edits.")

    @property
    def knowledge_token(self) -> str:
        return read_secret(self.knowledge_token_file)
