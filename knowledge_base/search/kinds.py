"""The kinds of thing that a question asks for and that a part of an article names: amounts, times, numbers, a no."""

import re

from knowledge_base.search.passages import Passage

LONGEST_COUNTED = 160.0  # words; being longer than this makes no difference

_AMOUNT_ASKED = re.compile(
    r"\b(how much|costs?|prices?|fees?|charges?|expensive|teuer|kostet|kosten|preis\w*|gebühr\w*|kost|duur|"
    r"prijs|tarief|combien|coûte|prix|frais|tarifs?|cuánto|cuesta|precio|tarifa|gastos|quanto|costa|prezzo|"
    r"custa|preço)\b"
)
_TIME_ASKED = re.compile(
    r"\b(how long|how soon|how fast|when|until|deadline|wann|wie lange|bis wann|frist|wanneer|hoe lang|hoelang|"
    r"tot wanneer|quand|combien de temps|jusqu'à quand|délai|cuándo|cuánto tarda|hasta cuándo|plazo|quando|"
    r"quanto tempo|fino a)\b"
)
_NUMBER_ASKED = re.compile(
    r"\b(how many|how often|how far|how old|maximum|limit|at most|wie viele|wie oft|höchstens|hoeveel|hoe vaak|"
    r"maximaal|combien|maximum|au plus|cuántos|cuántas|máximo|quanti|quante|quantos|quantas)\b"
)
_WHETHER_ASKED = re.compile(
    r"^\W*(can|could|do|does|did|is|are|am|may|will|would|must|kann|darf|muss|gibt|ist|sind|kan|mag|moet|zijn|"
    r"est-ce|puis-je|peut-on|puedo|se puede|hay|es|posso|si può|é possível)\b"
)
_AMOUNT = re.compile(r"[€£$]|\b(eur|euros?|free|kostenlos|gebühr|gratis|gratuit\w*|tarief|frais|gratuito)\b|\d\s?%")
_TIME = re.compile(
    r"\b(days?|weeks?|hours?|minutes?|months?|years?|tage?n?|wochen?|stunden?|minuten?|monate?n?|uhr|o'clock|am|"
    r"pm|dag|dagen|weken|uur|uren|minuut|maand|maanden|jaar|jours?|semaines?|heures?|mois|ans?|días?|semanas?|"
    r"horas?|minutos?|mes|meses|años?|giorni|settimane|ore|mesi|dias|anos|monday|friday|sunday|today|tomorrow|"
    r"\d{1,2}[:.]\d\d)\b"
)
_NUMBER = re.compile(r"\d")
_NO = re.compile(
    r"\b(not|no|never|only|cannot|can't|except|unless|nicht|kein\w*|nur|außer|niet|geen|alleen|behalve|pas|"
    r"aucune?|seulement|sauf|nunca|solo|sólo|salvo|excepto|non|soltanto|não|apenas)\b"
)

ASKED = (_AMOUNT_ASKED, _TIME_ASKED, _NUMBER_ASKED, _WHETHER_ASKED)
NAMED = (_AMOUNT, _TIME, _NUMBER, _NO)
KINDS = 1 + len(NAMED)


def kinds_asked(question: str) -> list[float]:
    """1 for each kind that the question asks for, in the order amount, time, number, whether."""
    said = question.casefold()
    return [float(bool(kind.search(said))) for kind in ASKED]


def names_amount(text: str) -> bool:
    return bool(_AMOUNT.search(text.casefold()))


def kinds_of(passage: Passage) -> list[float]:
    """How long the part is, 0 to 1, then 1 for each kind that it names."""
    text = f"{passage.section} {passage.text}".casefold()
    length = min(len(passage.text.split()), LONGEST_COUNTED) / LONGEST_COUNTED
    return [length, *(float(bool(kind.search(text))) for kind in NAMED)]
