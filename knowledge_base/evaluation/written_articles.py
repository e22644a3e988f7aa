"""Articles by the ten thousand, made from parts: varied, and the same on every machine.

Each is about one of many products; some share its part or its trouble, so a question has near neighbours as in a real
knowledge base. The sentences come from a bank of limited size: encoding each of them once is enough to give any number
of passages their vectors (`knowledge_base.evaluation.search_speed`).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.articles.article import Article

SENTENCES = 2_400  # in the bank
NAMES = 2_000  # of products: rare words; most articles contain one that few others do
SENTENCES_A_PARAGRAPH = 5

_SYLLABLES = "bal cor dun fen gar hul jor kel lim mor nis ost pel quin rad sol tar ul vor wex yar zin".split()
_KINDS = (
    "kettle,washing machine,bicycle lamp,router,garden hose,e-bike,coffee grinder,tent,baby monitor,printer,drill,"
    "water filter,sleeping bag,office chair,thermostat,camera,rowing machine,air fryer,lawn mower,desk lamp,"
    "headphones,rucksack,smart lock,sewing machine,heat pump,bread maker,projector,scooter,fridge,pressure cooker"
).split(",")
_PARTS = (
    "battery,lid,display,power cable,hinge,filter,handle,warranty card,charger,remote control,mounting bracket,seal,"
    "firmware,spare key,carrying case,invoice,manual,sensor,motor,nozzle,strap,wheel,fuse,adapter,control panel"
).split(",")
_TROUBLES = (
    "does not switch on,makes a grinding noise,leaks when it is full,shows an error code,loses its connection,"
    "smells of burning,will not charge,was missing from the parcel,arrived scratched,stops after a minute,"
    "is too loud at night,cannot be paired with a phone,has come loose,is out of stock,overheats in the sun"
).split(",")
_ACTIONS = (
    "replace,clean,return,reset,register,adjust,order,store,repair,insure,exchange,calibrate,update,dispose of,test"
).split(",")
_PLACES = (
    "in the workshop,at the counter,on our web site,in your account,by post,at a parcel shop,with the courier,"
    "at the customs office,in the mountains,on a camp site,in a rented flat,abroad"
).split(",")
_TIMES = (
    "within two working days,after the first month,before the season starts,every six weeks,as long as stocks last,"
    "once a year,at least an hour beforehand,during the guarantee,on the day of delivery,at weekends"
).split(",")
_SENTENCES = (
    "You can {action} the {part} {place} {time}.",
    "If the {part} {trouble}, we {action} it free of charge {time}.",
    "Please do not {action} the {part} yourself while it {trouble_now}.",
    "Customers who bought a {kind} may {action} its {part} {place}.",
    "The {part} of a {kind} should be kept dry, and checked {time}.",
    "Where the {part} {trouble}, send us a photograph and the serial number {time}.",
    "A {part} that {trouble} is a matter for our technicians {place}.",
    "The fee to {action} a {part} is refunded {time} if the {kind} {trouble}.",
)
_TITLES = (
    "How to {action} the {part} of your {name} {kind}",
    "{name} {kind}: the {part} {trouble}",
    "When you want to {action} a {name} {kind} {place}",
    "The {part} of the {name} {kind} {time}",
)
_QUESTIONS = (
    "how do i {action} the {part} on my {name}",
    "my {name} {kind} {trouble}, what now?",
    "can i {action} a {kind} {place}",
    "the {part} of my {name} {trouble}",
    "what does it cost to {action} the {part} {time}?",
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes by its seed; its articles consist of sentences from the bank."""

    seed: int
    bank: tuple[str, ...]
    names: tuple[str, ...]

    def short(self, count: int) -> Iterator[Article]:
        """Articles of two or three passages of prose, with one phrasing."""
        for number in range(count):
            chance = random.Random(f"{self.seed}/{number}")
            about = _about(chance, chance.choice(self.names))
            paragraphs = [self._paragraph(chance) for _ in range(chance.choice((2, 3, 3)))]
            title = chance.choice(_TITLES).format(**about)
            yield Article(f"a{number}", title, "\n\n".join(paragraphs), (chance.choice(_QUESTIONS).format(**about),))

    def long(self, count: int, *, sections: int, words: int) -> Iterator[Article]:
        """Articles of so many sections, each one passage: a list of steps of about so many words, which stays whole."""
        for number in range(count):
            chance = random.Random(f"{self.seed}/long/{number}")
            about = _about(chance, chance.choice(self.names))
            body = [f"## Part {place + 1}\n\n{self._steps(chance, words)}" for place in range(sections)]
            yield Article(f"l{number}", chance.choice(_TITLES).format(**about), "\n\n".join(body))

    def questions(self, count: int) -> list[str]:
        """Questions as customers ask: about existing products, but in wording that no article has."""
        chance = random.Random(f"{self.seed}/questions")
        return [chance.choice(_QUESTIONS).format(**_about(chance, chance.choice(self.names))) for _ in range(count)]

    def _paragraph(self, chance: random.Random) -> str:
        return " ".join(chance.sample(self.bank, SENTENCES_A_PARAGRAPH))

    def _steps(self, chance: random.Random, words: int) -> str:
        steps: list[str] = []
        while sum(len(step.split()) for step in steps) < words:
            steps.append(chance.choice(self.bank))
        return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def writer(seed: int) -> Writer:
    chance = random.Random(seed)
    names = sorted({"".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(NAMES)})
    bank = sorted({chance.choice(_SENTENCES).format(**_about(chance, "")) for _ in range(SENTENCES)})
    return Writer(seed, tuple(bank), tuple(names))


def _about(chance: random.Random, name: str) -> dict[str, str]:
    return {
        "name": name,
        "kind": chance.choice(_KINDS),
        "part": chance.choice(_PARTS),
        "trouble": chance.choice(_TROUBLES),
        "trouble_now": "is under guarantee",
        "action": chance.choice(_ACTIONS),
        "place": chance.choice(_PLACES),
        "time": chance.choice(_TIMES),
    }
