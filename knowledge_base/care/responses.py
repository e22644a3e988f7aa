"""The care of articles as the API sends it."""

from kit.web.contract import ResponseBody
from knowledge_base.articles.record import State


class TranslationBody(ResponseBody):
    id: str
    title: str
    locale: str
    state: State


class TranslationListBody(ResponseBody):
    """The other articles that say the same in another language."""

    translations: list[TranslationBody]


class NotDoneBody(ResponseBody):
    id: str
    code: str
    message: str


class BulkBody(ResponseBody):
    """What was asked for many articles: each is done by itself, so some may be done and others not."""

    done: list[str]
    failed: list[NotDoneBody]
