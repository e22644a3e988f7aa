"""Words for unknown values in the widget's languages, and the language of a locale."""

from collections.abc import Mapping

NO_COMPANY: Mapping[str, str] = {
    "en": "our company", "nl": "ons bedrijf", "de": "unserem Unternehmen", "fr": "notre entreprise",
    "es": "nuestra empresa", "it": "la nostra azienda", "pt": "a nossa empresa", "pl": "naszej firmie",
    "sv": "vårt företag", "da": "vores virksomhed", "tr": "şirketimiz", "ar": "شركتنا",
}  # fmt: skip
"""For `{company}` while nobody has named the company."""

NO_AGENT: Mapping[str, str] = {
    "en": "a colleague", "nl": "een collega", "de": "jemand aus dem Team", "fr": "un collègue",
    "es": "un compañero", "it": "un collega", "pt": "um colega", "pl": "ktoś z zespołu", "sv": "en kollega",
    "da": "en kollega", "tr": "bir çalışma arkadaşım", "ar": "أحد الزملاء",
}  # fmt: skip
"""For `{agent}`: while the bot speaks, nobody has the conversation."""

ALWAYS: Mapping[str, str] = {
    "en": "at any time", "nl": "altijd", "de": "jederzeit", "fr": "à toute heure", "es": "a cualquier hora",
    "it": "a qualsiasi ora", "pt": "a qualquer hora", "pl": "o każdej porze", "sv": "dygnet runt",
    "da": "døgnet rundt", "tr": "her zaman", "ar": "في أي وقت",
}  # fmt: skip

CLOSED: Mapping[str, str] = {
    "en": "closed", "nl": "gesloten", "de": "geschlossen", "fr": "fermé", "es": "cerrado", "it": "chiuso",
    "pt": "fechado", "pl": "zamknięte", "sv": "stängt", "da": "lukket", "tr": "kapalı", "ar": "مغلق",
}  # fmt: skip

DAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "es": ("lun.", "mar.", "mié.", "jue.", "vie.", "sáb.", "dom."),
    "it": ("lun", "mar", "mer", "gio", "ven", "sab", "dom"),
    "pt": ("seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."),
    "pl": ("pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."),
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "da": ("man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."),
    "tr": ("Pzt", "Sal", "Çar", "Per", "Cum", "Cmt", "Paz"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
"""Days of the week, short, from Monday on."""


def language_of(locale: str | None) -> str:
    """Returns `nl` for `nl-BE`, and English if nothing is known."""
    return (locale or "en").replace("_", "-").split("-")[0].lower() or "en"


def spoken(words: Mapping[str, str], language: str) -> str:
    return words.get(language, words["en"])
