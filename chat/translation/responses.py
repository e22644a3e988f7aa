"""Translations as the API sends them. They are for the caller's eyes: nothing of them is stored."""

from pydantic import Field

from kit.web.contract import ResponseBody


class TranslationStateBody(ResponseBody):
    enabled: bool = Field(description="Whether the operator has named a service.")


class TranslatedBody(ResponseBody):
    seq: int | None = Field(description="The message; null for a text that the agent has typed.")
    text: str
    source: str | None = Field(description="The language of the original, if the service says so.")


class TranslatedListBody(ResponseBody):
    language: str
    translations: list[TranslatedBody]
