"""Whether a text is in English: the first encoder and the word stems read no other language.

Small and plain on purpose: the function words of English against those of other languages written in Latin letters.
A text with none of either, such as a name or two nouns, is judged by its vocabulary.

`kit/languages/detection.py` names the language, but for a few words it often says "not clear". Search must choose an
encoder in every case.
"""

import re
from collections.abc import Callable

_LETTERS = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the and of is are was were be been has have had do does did not no you your i my me we our us it its they them "
    "their he she this that these those there here what which who whom when where why how can could will would shall "
    "should may might must to from for with without by at on in into of off over under about after before between if "
    "or but because than then so as an a any some all every each only also too very just more most much many other "
    "get got want need please i'm don't can't hello hi thanks yes".split()
)
_OTHER = frozenset(
    # German, Dutch, Danish, Norwegian, Swedish
    "in an a is so am will man ihr uns euch habt wieviel der die das den dem des ein eine einen einem einer und "
    "oder aber nicht kein keine ich du er sie wir ihr mich mir mein meine meinen ist sind war wird werden wurde "
    "kann muss darf soll wie was wann wo warum wer welche für mit von zu zum zur im am auf aus bei nach vor über "
    "unter bitte habe haben hat noch schon auch nur wenn dass es we had over het een en of maar niet geen ik jij je "
    "jullie wij zij mijn ben bent zijn was wordt worden kan kun moet mag hoe wat wanneer waar waarom wie welke voor "
    "met van naar om te op uit bij na door graag heb hebt heeft nog al ook als dat dit deze er mij jeg du han hun "
    "vi det den ikke og eller men på til fra med hvor hvad hva når hvordan kan skal er har min mitt mit jag ni inte "
    "och för att hur vad när var är om som så "
    # French, Spanish, Portuguese, Italian, Romanian, Catalan
    "le la les un une des du de et ou mais ne pas je tu il elle nous vous ils mon ma mes votre vos est sont être "
    "avoir ai avez peut puis comment quand où pourquoi qui que quoi quel quelle pour avec sans dans sur au aux ce "
    "cette ces c'est j'ai qu'est s'il el los las una unos y o pero no yo tú usted nosotros mi mis su sus es son "
    "está están ser tengo tiene puedo puede cómo cuándo dónde qué quién cuánto cuál por para con sin en del al se "
    "me lo hay quiero os um uma e mas não eu você meu minha é são estou está como quando onde quem quanto qual com "
    "sem em no na dos das ao posso quero il gli uno ed ma non io lei mio mia sono è siete ho ha posso può come "
    "quando dove perché chi quale quanto per con senza di da nel nella sul sulla del della vorrei și sau nu eu este "
    "sunt cum când unde pentru cu fără la és vagy nem én az egy hogy mikor hol miért mennyi van "
    # Polish, Czech, Slovak, Croatian, Slovene
    "i lub ale nie ja jest są mój moja jak kiedy gdzie dlaczego kto ile czy mogę dla z bez w na do się to za nebo "
    "že já můj moje jsem je jsou kdy kde proč kdo kolik můžu pro ve ke si ili ali ne sam su kako kada gdje zašto "
    "koliko mogu za bez "
    # Finnish, Turkish, Indonesian, Vietnamese
    "ja tai mutta ei minä minun on ovat miten milloin missä miksi kuka voinko voin kanssa ve veya ama değil ben "
    "benim nasıl ne zaman nerede neden kim kaç mi mı mu için ile bir bu var yok dan atau tidak saya anda bagaimana "
    "kapan dimana mengapa siapa berapa apakah bisa untuk dengan dari yang ini và hoặc không tôi bạn là có thế nào "
    "khi ở đâu sao ai bao nhiêu cho với của".split()
)
FOREIGN_FUNCTION_WORDS = _OTHER  # of languages other than English, in lower case
_ENGLISH_ALONE, _OTHER_ALONE = _ENGLISH - _OTHER, _OTHER - _ENGLISH  # "in", "was" and "die" tell nothing


def is_english(text: str, knows: Callable[[str], bool] = lambda _: True) -> bool:
    """`knows` says whether a lower-case word is in an English vocabulary; it decides if no function word does."""
    tokens = _LETTERS.findall(text.casefold())
    if not tokens:
        return True
    if sum(token.isascii() or _latin(token) for token in tokens) * 2 < len(tokens):
        return False
    english = sum(token in _ENGLISH_ALONE for token in tokens)
    other = sum(token in _OTHER_ALONE or not token.isascii() for token in tokens)
    if english != other:
        return english > other
    return sum(knows(token) for token in tokens) * 2 >= len(tokens)


def _latin(token: str) -> bool:
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in token)
