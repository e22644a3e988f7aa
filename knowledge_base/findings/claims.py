"""What a sentence claims: its amounts with their units, its dates, and whether it says yes or no.

Two sentences contradict one another if they are about the same and claim different things. Plain rules on purpose: an
editor must see at once why two sentences are named.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_UNITS = {
    "day": "day days tag tage tagen dag dagen jour jours día días giorni",
    "working day": "workday workdays werktag werktage werktagen werkdag werkdagen ouvrable ouvrables",
    "week": "week weeks woche wochen weken semaine semaines semana semanas",
    "month": "month months monat monate monaten maand maanden mois mes meses",
    "year": "year years jahr jahre jahren jaar jaren an ans année années año años",
    "hour": "hour hours h stunde stunden uur uren heure heures hora horas",
    "minute": "minute minutes min minuten minuut minutos",
    "euro": "€ eur euro euros",
    "dollar": "$ usd dollar dollars",
    "pound": "£ gbp",
    "percent": "% percent prozent procent pour cent",
    "kilogram": "kg kilo kilos kilogram kilograms kilogramm",
    "kilometre": "km kilometre kilometres kilometer",
    "metre": "m metre metres meter meters",
    "centimetre": "cm",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "",
            "one ein eine einen een un une",
            "two zwei twee deux",
            "three drei drie trois",
            "four vier quatre",
            "five fünf vijf cinq",
            "six sechs zes",
            "seven sieben zeven sept",
            "eight acht huit",
            "nine neun negen neuf",
            "ten zehn tien dix",
            "eleven elf onze",
            "twelve zwölf twaalf douze",
        )
    )
    for word in words.split()
}
_NOT = frozenset(
    "not no never cannot can't don't doesn't won't mustn't isn't aren't without nicht kein keine keinen niemals ohne "
    "niet geen nooit zonder ne pas jamais aucun sans nunca".split()
)
_TOKEN = re.compile(r"[€$£%]|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_DATE = re.compile(
    r"\b(\d{1,2})[. ]+(?:of )?(january|february|march|april|may|june|july|august|september|october|november|december"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember)\b|\b(\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
_FILLING = frozenset(
    "a an the of to in on at for from by with and or is are be you your we our it its this that will can may must "
    "der die das ein eine und oder ist sind sie wir de het een en is zijn u wij le la les un une et est vous "
    "nous".split()
)


@dataclass(frozen=True, slots=True)
class Claim:
    """`amounts` are pairs of unit and number; `about` is the content words without numbers, units and negations."""

    amounts: frozenset[tuple[str, float]]
    dates: frozenset[str]
    negative: bool
    about: frozenset[str]

    @property
    def checkable(self) -> bool:
        return len(self.about) >= 2

    def contradicts(self, other: "Claim") -> bool:
        """Only for sentences that are about the same."""
        if self.negative != other.negative and self.amounts == other.amounts and self.dates == other.dates:
            return True
        units = {unit for unit, _ in self.amounts} & {unit for unit, _ in other.amounts}
        for mine, theirs in ((self.numbers(unit), other.numbers(unit)) for unit in units):
            if mine - theirs and theirs - mine:  # "€24 or €31" and "€28 or €31" also differ
                return True
        return bool(self.dates and other.dates and self.dates.isdisjoint(other.dates))

    def numbers(self, unit: str) -> set[float]:
        return {number for name, number in self.amounts if name == unit}

    def same_matter(self, other: "Claim") -> bool:
        """Almost the same words: one more or less on either side, of several."""
        shared = len(self.about & other.about)
        return shared >= 2 and shared / max(len(self.about | other.about), 1) >= SAME_WORDS


SAME_WORDS = 0.6


@lru_cache(20_000)
def claim_of(sentence: str) -> Claim:
    text = unicodedata.normalize("NFKC", sentence)
    dates = frozenset("-".join(filter(None, found)).lower() for found in _DATE.findall(text))
    tokens = [token.replace("’", "'").casefold() for token in _TOKEN.findall(_DATE.sub(" ", text))]
    amounts: set[tuple[str, float]] = set()
    taken: set[int] = set()
    for place, token in enumerate(tokens):
        number = _number(token)
        if number is None:
            continue
        for beside in (place + 1, place - 1, place + 2):
            unit = _UNIT_OF.get(tokens[beside]) if 0 <= beside < len(tokens) else None
            if unit is not None and beside not in taken:
                amounts.add((_working(unit, tokens, place), number))
                taken |= {place, beside}
                break
    about = {
        token[:-1] if token.endswith("s") and len(token) > 3 else token
        for place, token in enumerate(tokens)
        if place not in taken and token not in _NOT and token not in _FILLING and _number(token) is None
    }
    return Claim(frozenset(amounts), dates, any(token in _NOT for token in tokens), frozenset(about))


def _working(unit: str, tokens: list[str], place: int) -> str:
    """Three working days are not three days."""
    near = tokens[place + 1 : place + 3]
    return "working day" if unit == "day" and near[:1] and near[0] in ("working", "business") else unit


def _number(token: str) -> float | None:
    if token[0].isdigit():
        plain = token.replace(",", ".") if token.count(",") == 1 and "." not in token else token.replace(",", "")
        try:
            return float(plain)
        except ValueError:
            return None
    number = _WORDS.get(token)
    return float(number) if number else None
