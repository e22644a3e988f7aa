"""The settings of translation for agents. Without a kind it is off, and nothing leaves the installation."""

from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from kit.keys.secret_files import SECRET
from kit.settings import AddressSettings


class TranslationSettings(AddressSettings):
    """Which service translates for agents. Customers' words are sent to it when an agent asks for it."""

    translation_kind: Literal["", "libretranslate", "openai"] = Field(
        default="", description="The service's interface; empty: agents have no translation."
    )
    translation_url: str = Field(default="", description="Its address, without the path of a call.")
    translation_model: str = Field(default="", description="The model, for an OpenAI-compatible endpoint.")
    translation_key: Annotated[SecretStr | None, SECRET] = Field(default=None, description="The service's key.")
    translation_hosts: str = Field(
        default="",
        description="`host:port` of a private or unencrypted service that may be called, separated by spaces.",
    )
    translation_timeout_seconds: float = Field(
        default=15.0, gt=0, le=60, description="How long the service may take for one request of an agent."
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.translation_kind and not self.translation_url.startswith(("https://", "http://")):
            raise ValueError("BATON_TRANSLATION_URL has to be the https address of the translation service")
        if self.translation_kind == "openai" and not self.translation_model:
            raise ValueError("BATON_TRANSLATION_MODEL has to name a model for an OpenAI-compatible service")
        return self
