"""LibreTranslate: one call for all texts; it says which language each was in."""

from collections.abc import Sequence

from chat.translation.service_calls import ServiceCalls
from chat.translation.translator import Translated, TranslationFailed


class LibreTranslate:
    def __init__(self, calls: ServiceCalls, key: str) -> None:
        self._calls = calls
        self._key = key

    async def translate(self, texts: Sequence[str], language: str) -> list[Translated]:
        asked = {"q": list(texts), "source": "auto", "target": language, "format": "text"}
        answer = await self._calls.post("/translate", {**asked, **({"api_key": self._key} if self._key else {})}, {})
        found, detected = answer.get("translatedText"), answer.get("detectedLanguage")
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(each, str) for each in found):
            raise TranslationFailed("no_translation")
        named = detected if isinstance(detected, list) and len(detected) == len(texts) else [None] * len(texts)
        return [Translated(text, _language(of)) for text, of in zip(found, named, strict=True)]


def _language(detected: object) -> str | None:
    named = detected.get("language") if isinstance(detected, dict) else None
    return named if isinstance(named, str) and 0 < len(named) <= 16 else None
