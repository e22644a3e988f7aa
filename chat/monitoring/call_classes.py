"""Which class of calls a path belongs to, for metrics: few enough that each can be watched.

A class is the first word of an address under `/api/v1`, such as `queue`, or a kind of page. Conversations have a class
for each thing that is done with them, such as `conversations/messages`.
"""

from chat.edge.permissions import PERMISSIONS
from chat.edge.policy import API
from kit.measures.histogram import OTHER

_PAGES = frozenset({"", "widget", "widget.js", "console", "editor"})
_FOLDERS = frozenset({"assets", "help", "company", "article-images"})


def _class(path: str) -> str:
    words = path.split("/")[1:4]
    return f"{words[0]}/{words[2]}" if words[0] == "conversations" and len(words) > 2 else words[0]


_CALLS = frozenset(_class(route.partition(" ")[2]) for route in PERMISSIONS)

CALL_CLASSES = _CALLS | _FOLDERS | {"pages"}


def class_of(path: str) -> str:
    """The class of a path as it was asked for. Nothing of it is repeated unless it is a word of Baton."""
    if path.startswith(f"{API}/"):
        found = _class(path.removeprefix(API))
        return found if found in _CALLS else OTHER
    word = path.split("/")[1] if path.startswith("/") else path
    if word in _PAGES:
        return "pages"
    return word if word in _FOLDERS else OTHER
