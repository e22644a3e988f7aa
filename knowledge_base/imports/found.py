"""What an import finds: a draft of an article, or the reason why something gives none.

Each reader of a format gives these, so everything after it (identifiers, links, the plan) is the same for all formats.
"""

from dataclasses import dataclass, field

from kit.errors import BadRequest
from knowledge_base.articles.given_care import GivenCare
from knowledge_base.articles.record import Content


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that was found. `path` is where: a file's name, or the path of a page.

    `given_id` is the identifier that the source itself gives. `address` is where the page was, for links to it.
    `published` is false where the source says that it is a draft. `care` is what the source says of its care, and
    `pictures` are those that came along: the link in the text, and the file.
    """

    path: str
    content: Content
    given_id: str | None = None
    address: str | None = None
    published: bool = True
    care: GivenCare = field(default_factory=dict)
    pictures: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something gives no article. It is `harmless` if nobody expects one: a list of links, a page that is gone."""

    path: str
    code: str
    problem: str
    harmless: bool = False


Found = Draft | Refusal


class RefusedError(Exception):
    """One file or page cannot be imported; `str` says why, and `code` says it to programs."""

    def __init__(self, code: str, problem: str, *, harmless: bool = False) -> None:
        super().__init__(problem)
        self.code = code
        self.harmless = harmless

    def of(self, path: str) -> Refusal:
        return Refusal(path, self.code, str(self), self.harmless)


class SourceRefused(BadRequest):
    """The whole source cannot be read, so nothing is imported."""
