"""Turns German, Dutch and French statements into the questions that they answer: "Sie können bar bezahlen" becomes
"Kann ich bar bezahlen?".

As in English (`turned.py`), each rule only moves words and changes who speaks, and what no rule reads well is left out.
A rule of these languages is stricter: word order and endings carry more, so a sentence with a second "you" in it, or a
possessive whose form is not sure, gives nothing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

FEWEST_WORDS = 4
MOST_WORDS = 14

_ASIDE = re.compile(r"\s*\([^)]*\)")
_UNREADABLE = re.compile(r"[:;?!<>{}|@/\\,]|https?|www\.|\s[–—-]\s")

Turn = Callable[[re.Match[str]], str]
Rule = tuple[re.Pattern[str], Turn]


@dataclass(frozen=True, slots=True)
class _Language:
    """`own` says who owns what, word by word; a word of `unclear` points elsewhere, so the question would be vague."""

    rules: Sequence[Rule]
    own: Callable[[str], str | None]
    unclear: re.Pattern[str]
    mark: str = "?"


def question_in(language: str | None, statement: str) -> str | None:
    """The question that this sentence answers, in a customer's words; None if no rule reads well."""
    spoken = _LANGUAGES.get(language or "")
    plain = _ASIDE.sub("", statement.strip()).rstrip(" .")
    if spoken is None or not FEWEST_WORDS <= len(plain.split()) <= 2 * MOST_WORDS:
        return None
    for rule, turn in spoken.rules:
        if found := rule.match(plain):
            return _read(spoken, " ".join(turn(found).split()))
    return None


def _read(spoken: _Language, question: str) -> str | None:
    """The customer's own words for it, if they read well."""
    words = [spoken.own(word) for word in question.split()]
    said = " ".join(word for word in words if word is not None)
    fits = FEWEST_WORDS <= len(words) <= MOST_WORDS and None not in words
    if not fits or _UNREADABLE.search(said) or spoken.unclear.search(said):
        return None
    return f"{said[0].upper()}{said[1:]}{spoken.mark}"


def _rule(pattern: str, turn: Turn) -> Rule:
    return re.compile(pattern), turn


def _asks(beginning: str) -> Turn:
    return lambda found: f"{beginning} {found['rest']}"


def _led(beginning: str) -> Turn:
    """What stood before the verb follows it: "Im Konto können Sie …" becomes "Kann ich im Konto …"."""
    return lambda found: f"{beginning} {found['lead'][0].lower()}{found['lead'][1:]} {found['rest']}"


def _of_noun(beginning: str) -> Turn:
    return lambda found: f"{beginning} {_lower(found['noun'])}"


def _inverted(found: re.Match[str]) -> str:
    return f"{found['verb']} {_lower(found['noun'])} {found['rest']}"


def _lower(noun: str) -> str:
    """The noun as it stands inside a sentence: an article loses its capital, a name keeps it."""
    first, _, rest = noun.partition(" ")
    stays = not rest or first.startswith("Ihr")  # "Ihre" with a capital is the reader's, "ihre" is hers
    return noun if stays else f"{first.lower()} {rest}"


def _of_table(table: Mapping[str, str], stop: str) -> Callable[[str], str | None]:
    stops = frozenset(stop.split())
    return lambda word: None if word in stops else table.get(word, word)


def _german_own(word: str) -> str | None:
    """ "Ihr" with a capital is the reader's, whatever its ending; "unser" is the company's."""
    if word in ("Sie", "Ihnen", "Ihr"):
        return word if word == "Sie" else None
    if found := re.fullmatch(r"Ihr(e[mnrs]?)", word):
        return f"mein{found[1]}"
    if found := re.fullmatch(r"unser(e[mnrs]?|)", word):
        return f"Ihr{found[1]}"
    return {"uns": "Ihnen"}.get(word, word)


_GERMAN_LEAD = (
    r"(?P<lead>(?:Ab|Am|An|Auf|Bei|Beim|Bis|Im|In|Innerhalb|Mit|Nach|Per|Über|Unter|Vom|Von|Vor|Zum|Zur) [^,]{2,50}?)"
)
_GERMAN_NOUN = r"(?P<noun>(?:Der|Die|Das|Ein|Eine|Ihre|Unser|Unsere) (?:\w+ ){0,3}?[A-ZÄÖÜ][\w-]+)"
_GERMAN_VERBS = (
    "akzeptieren|benötigen|berechnen|bieten|bringen|empfehlen|erheben|ersetzen|erstatten|geben|helfen|holen|leihen|liefern|"
    "machen|montieren|nehmen|öffnen|passen|prüfen|reinigen|reparieren|schicken|senden|tauschen|testen|übernehmen|"
    "verkaufen|vermieten|verleihen|verschicken|versenden|warten|zahlen"
)


def _german_we(found: re.Match[str]) -> str:
    return f"{found['verb']} Sie {found['rest']}"


def _german_how(found: re.Match[str]) -> str:
    """ "Um es zurückzugeben" and "um es zu geben": the "zu" goes."""
    return f"wie kann ich {found['rest']} {found['before'] or ''}{found['verb']}"


_GERMAN = _Language(
    rules=(
        _rule(r"Sie können (?:auch |jederzeit |nur )?(?P<rest>.+)", _asks("kann ich")),
        _rule(r"Sie dürfen (?:auch |nur )?(?P<rest>.+)", _asks("darf ich")),
        _rule(r"Sie müssen (?P<rest>.+)", _asks("muss ich")),
        _rule(r"Sie brauchen (?P<rest>.+)", _asks("brauche ich")),
        _rule(r"Sie (?:bekommen|erhalten) (?P<rest>.+)", _asks("bekomme ich")),
        _rule(rf"{_GERMAN_LEAD} können Sie (?P<rest>.+)", _led("kann ich")),
        _rule(rf"{_GERMAN_LEAD} müssen Sie (?P<rest>.+)", _led("muss ich")),
        _rule(r"Um (?P<rest>[^,]+) (?:(?P<before>\w*)zu|zu )(?P<verb>\w+n), .+", _german_how),
        _rule(rf"Wir (?P<verb>{_GERMAN_VERBS}) (?:auch |nur )?(?P<rest>.+)", _german_we),
        _rule(rf"{_GERMAN_NOUN} (?:kostet|kosten) .*(?:€|Euro|\d).*", _of_noun("was kostet")),
        _rule(rf"{_GERMAN_NOUN} (?:dauert|dauern) .+", _of_noun("wie lange dauert")),
        _rule(rf"{_GERMAN_NOUN} (?P<verb>ist|sind|kann|können) (?P<rest>.+)", _inverted),
    ),
    own=_german_own,
    unclear=re.compile(
        r"\b(?:er|es|sie|ihn|ihm|ihnen|dies\w*|jene\w*|dort|davon|damit|dafür|daher|deshalb|nicht|kein\w*|nichts|nie|man|beide|beides)\b"
        r"|\b(?:dass|weil|wenn|wir)\b"
    ),
)

_DUTCH_LEAD = r"(?P<lead>(?:Aan|Bij|Binnen|In|Met|Na|Op|Per|Tot|Uit|Van|Vanaf|Via|Voor) [^,]{2,50}?)"
_DUTCH_NOUN = r"(?P<noun>(?:De|Het|Een|Elke|Elk|Uw|Je|Onze|Ons) (?:[\w-]+ ?){1,4}?)"
_DUTCH_VERBS = (
    "accepteren|betalen|bezorgen|bieden|brengen|controleren|geven|halen|hebben|helpen|herstellen|houden|leveren|maken|"
    "monteren|nemen|openen|rekenen|repareren|sturen|testen|verhuren|verkopen|vergoeden|vervangen|verzenden|vragen"
)
_DUTCH = _Language(
    rules=(
        _rule(r"(?:U|Je) (?:kunt|kan) (?:ook |altijd |alleen )?(?P<rest>.+)", _asks("kan ik")),
        _rule(r"(?:U|Je) mag (?:ook |alleen )?(?P<rest>.+)", _asks("mag ik")),
        _rule(r"(?:U|Je) moet (?P<rest>.+)", _asks("moet ik")),
        _rule(r"(?:U|Je) (?:krijgt|ontvangt) (?P<rest>.+)", _asks("krijg ik")),
        _rule(rf"{_DUTCH_LEAD} (?:kunt|kan|kun) (?:u|je) (?P<rest>.+)", _led("kan ik")),
        _rule(rf"{_DUTCH_LEAD} moet (?:u|je) (?P<rest>.+)", _led("moet ik")),
        _rule(r"Om (?P<rest>[^,]+) te (?P<verb>\w+n), .+", lambda found: f"hoe kan ik {found['rest']} {found['verb']}"),
        _rule(
            rf"(?:Wij|We) (?P<verb>{_DUTCH_VERBS}) (?:ook |alleen )?(?P<rest>.+)",
            lambda found: f"{found['verb']} jullie {found['rest']}",
        ),
        _rule(rf"{_DUTCH_NOUN} (?:kost|kosten) .*(?:€|euro|\d).*", _of_noun("wat kost")),
        _rule(rf"{_DUTCH_NOUN} (?:duurt|duren) .+", _of_noun("hoe lang duurt")),
        _rule(rf"{_DUTCH_NOUN} (?P<verb>is|zijn|kan|kunnen) (?P<rest>.+)", _inverted),
    ),
    own=_of_table({"uw": "mijn", "je": "mijn", "jouw": "mijn", "onze": "jullie", "ons": "jullie"}, "u U jij zelf"),
    unclear=re.compile(
        r"\b(?:hij|zij|ze|hem|dit|dat|deze|die|daar|daarvan|daarmee|daarom|er|niet|geen|niets|nooit|men|beide)\b"
        r"|\b(?:omdat|als|wij|we)\b"
    ),
)

_FRENCH_NOUN = r"(?P<noun>(?:Le|La|Les|Un|Une|Chaque|Notre|Nos|Votre|Vos) [\w'’ -]+?|L['’][\w'’ -]+?)"
_FRENCH_VERBS = (
    "accept|apport|chang|contrôl|échang|envoy|expédi|factur|install|livr|lou|nettoy|organis|pay|prêt|propos|rembours|"
    "remplac|répar|récupér|stock|test|trait"
)
_FEMININE = re.compile(r"(?:tion|sion|aison|té|ure|ande|ie|ette|ance|ence|ée|ise|ique|ière|arte|resse)$")
_MASCULINE = re.compile(
    r"(?:ment|compte|vélo|colis|achat|contrat|code|panier|numéro|reçu|retour|mot|nom|billet|abonnement)$"
)


def _french_own(word: str) -> str | None:
    table = {"vos": "mes", "nos": "vos", "notre": "votre", "nous": "vous"}
    return None if word == "votre" else table.get(word, word)


def _french(text: str) -> str:
    """ "votre" becomes "mon" or "ma", where the noun's ending says which; otherwise it stays and stops the question."""

    def mine(found: re.Match[str]) -> str:
        noun = found["noun"]
        if noun[0].lower() in "aeiouéèêh" or _MASCULINE.search(noun):
            return f"mon {noun}"
        return f"ma {noun}" if _FEMININE.search(noun) else found[0]

    return re.sub(r"\b[Vv]otre (?P<noun>[\w'’-]+)", mine, text)


def _french_asks(beginning: str) -> Turn:
    return lambda found: f"{beginning} {_french(found['rest'])}"


def _french_noun(found: re.Match[str]) -> str:
    noun = found["noun"]
    return _french(f"{noun[0].lower()}{noun[1:]}")


_FRENCH = _Language(
    rules=(
        _rule(r"Vous pouvez (?:aussi |également |toujours )?(?P<rest>.+)", _french_asks("est-ce que je peux")),
        _rule(r"Vous ne pouvez pas (?!\w+ d(?:e |['’]))(?P<rest>.+)", _french_asks("est-ce que je peux")),
        _rule(r"Vous devez (?P<rest>.+)", _french_asks("est-ce que je dois")),
        _rule(r"Vous recevez (?P<rest>.+)", _french_asks("est-ce que je reçois")),
        _rule(r"Pour (?P<rest>\w+(?:er|ir|re) [^,]+), .+", _french_asks("comment")),
        _rule(
            rf"Nous (?P<verb>{_FRENCH_VERBS})e?ons (?:aussi |également )?(?P<rest>.+)",
            lambda found: f"est-ce que vous {found['verb']}ez {_french(found['rest'])}",
        ),
        _rule(
            rf"{_FRENCH_NOUN} (?P<verb>coûte|coûtent) .*(?:€|euros?|\d).*",
            lambda found: f"combien {found['verb']} {_french_noun(found)}",
        ),
        _rule(
            rf"{_FRENCH_NOUN} (?P<verb>dure|durent) .+",
            lambda found: f"combien de temps {found['verb']} {_french_noun(found)}",
        ),
        _rule(
            rf"{_FRENCH_NOUN} (?P<verb>est|sont|peut|peuvent) (?P<rest>.+)",
            lambda found: f"est-ce que {_french_noun(found)} {found['verb']} {_french(found['rest'])}",
        ),
    ),
    own=_french_own,
    unclear=re.compile(
        r"(?<!-)\b(?:il|elle|ils|elles|lui|leur|ce|cela|ceci|cette|ces|cet|ça|celui|celle|y|en|le même)\b"
        r"|\b(?:ne|pas|aucun\w*|jamais)\b"
        r"|\b(?:car|parce|et)\b|^est-ce que je \w+ .*\bvous\b"
    ),
    mark=" ?",
)
_LANGUAGES: Mapping[str, _Language] = {"de": _GERMAN, "nl": _DUTCH, "fr": _FRENCH}
