"""A small company whose day is always the same: what the pictures show."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from chat.agents.replies import store_reply
from conversations.conversation import Opening
from conversations.service import open_conversation
from kit.auth import Principal
from kit.database import Database
from kit.passwords import Passwords
from knowledge_base.articles.record import Content
from knowledge_base.articles.service import create, publish
from staff.people.service import add_person
from tests.chat.reports.desk import Desk
from tests.fixtures.story import START, MovableClock

PASSWORD = "correct horse battery"
EMAIL = "sam@example.com"
NOW = START + timedelta(hours=4)
ARTICLES = {
    "returns": Content(
        "Returning a wheel",
        "You have **60 days** to send a wheel back.\n\n## How\n\n1. Register the return.\n2. Print the label.\n"
        "3. Hand the parcel over.\n\n| Country | Costs |\n|---|---|\n| Belgium | nothing |\n| Norway | €12.90 |\n",
        ("How do I return a wheel?",),
        "Orders",
    ),
    "delivery": Content("Delivery times", "Two days in Belgium, four elsewhere.", ("When does it come?",), "Orders"),
    "warranty": Content("Warranty", "Frames have ten years, wheels two.", ("Is it covered?",), "Repairs"),
}
WAITING = (
    ("Mara Devos", "My front wheel arrived bent, can you replace it?"),
    ("Jonas Weber", "Where is my order WW-48213?"),
    ("Elif Kaya", "I was charged twice for the same saddle"),
)


class Company(Desk):
    """`sams` is the conversation that Sam has."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, MovableClock())
        self.sams = ""

    def play(self) -> None:
        """Everything that happens until `NOW`."""
        self._write_articles()
        roles = ["agent", "supervisor", "admin", "editor"]
        hashed = Passwords().hash_now(PASSWORD)
        sam = self.database.write_now(add_person, EMAIL, "Sam Verbeke", roles, self.clock(), password_hash=hashed)
        self.department("Workshop", default=True)
        self._morning()
        self._now(Principal("person", id=sam.id, name=sam.name, roles=frozenset(roles)))

    def _write_articles(self) -> None:
        for article_id, content in ARTICLES.items():

            def write(connection: Connection, article_id: str = article_id, content: Content = content) -> None:
                made = create(connection, content, "Ada", self.clock(), article_id=article_id)
                publish(connection, article_id, made.version, "Ada", self.clock())

            self.database.write_now(write)

    def _morning(self) -> None:
        """What the reports are about: twelve conversations, of which four went on to a person."""
        ines = self.agent("Ines")
        for number in range(12):
            one = self.arrives(f"customer {number % 5}", locale=("en", "nl")[number % 2])
            self.asks(one)
            self.bot(one, ("answer", "tentative", "clarify")[number % 3], topic=("delivery", "returns")[number % 2])
            self.clock.move(minutes=5)
            if number % 3 == 0:
                self.wants_person(one)
                self.clock.move(minutes=2)
                self.accepts(ines, one)
                self.replies(ines, one)
                self.clock.move(minutes=4)
                self.resolves(ines, one)
                self.rates(one, 3 + number % 3)
            else:
                self.leaves(one)

    def _now(self, sam: Principal) -> None:
        self.clock.now = NOW - timedelta(minutes=10)
        for name, question in WAITING:
            one = self._opens(name)
            self.asks(one, question)
            self.bot(one, "hand_over")
            self.wants_person(one)
            self.clock.move(minutes=2)
        self.sams = self._opens("Lotte Maes")
        self.asks(self.sams, "Can I still return the wheel that I bought in March?")
        self.bot(self.sams, "answer", topic="returns")
        self.wants_person(self.sams)
        self.accepts(sam, self.sams)
        self._reply(sam, "Hello Lotte, you have 60 days. Shall I register the return?", note=False)
        self.asks(self.sams, "Yes please, and send me the label")
        self._reply(sam, "She is right about the date, I checked the order.", note=True)
        self.clock.now = NOW

    def _opens(self, name: str) -> str:
        opening = Opening(locale="en", identity={"id": name, "name": name})
        return self.database.write_now(open_conversation, opening, self.clock())[0].id

    def _reply(self, sam: Principal, text: str, *, note: bool) -> None:
        self._sent += 1
        visibility: Any = "internal" if note else "public"
        number, now = f"r{self._sent}", self.clock()
        self.database.write_now(store_reply, self.sams, sam, number, text, visibility, now)
