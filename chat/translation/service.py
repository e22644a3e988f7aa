"""The translation of this process: the service that the settings name, or none."""

from chat.connectors.addresses import Addresses
from chat.translation.chat_completions import ChatCompletions
from chat.translation.libre_translate import LibreTranslate
from chat.translation.service_calls import ServiceCalls
from chat.translation.settings import TranslationSettings
from chat.translation.translator import Translator


class Translation:
    """`translator` is None if translation is off."""

    def __init__(self, settings: TranslationSettings) -> None:
        addresses = Addresses(settings.translation_hosts.split())
        self._calls = ServiceCalls(settings.translation_url, addresses, settings.translation_timeout_seconds)
        self.translator = _translator(settings, self._calls)

    async def close(self) -> None:
        await self._calls.close()


def _translator(settings: TranslationSettings, calls: ServiceCalls) -> Translator | None:
    key = settings.translation_key.get_secret_value() if settings.translation_key else ""
    match settings.translation_kind:
        case "libretranslate":
            return LibreTranslate(calls, key)
        case "openai":
            return ChatCompletions(calls, settings.translation_model, key)
        case _:
            return None
