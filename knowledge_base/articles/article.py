"""An article as search sees it: its words, however it is stored.

The database, a folder of Markdown files and an unsaved draft all give an `Article`; the index knows nothing else.
"""

import hashlib
import json
from dataclasses import dataclass

from knowledge_base.audiences.audience import Audience


@dataclass(frozen=True, slots=True)
class Article:
    """`questions` are other phrasings of what the article answers, as editors wrote them; `audience` may read it."""

    id: str
    title: str
    body: str
    questions: tuple[str, ...] = ()
    category: str = ""
    locale: str = "en"
    audience: Audience = "everyone"

    @property
    def fingerprint(self) -> str:
        """Changes if, and only if, something that search reads changes."""
        parts = json.dumps([self.title, self.body, self.questions], ensure_ascii=False)
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
