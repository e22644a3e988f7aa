"""Names what changes for a question: won, lost, another article, firm or no longer firm, other words.

Both replies come from `decide`, with what the dialogue and the list of sensitive topics say of the question, as a
customer's message would be decided as the first of a conversation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chat.clients.bot import BotAnswer
from chat.clients.knowledge import Changed
from chat.consequences.questions import Checked
from chat.golden_set.judging import ANSWERED, Miss, Reply, judge, reply_of
from kit.privacy.masking import masked
from knowledge_base.audiences.audience import STAFF
from knowledge_base.decision.decision import Decision, DecisionContext, decide
from knowledge_base.decision.frustration import read_frustration
from knowledge_base.decision.sensitive import SensitiveTopic, find_sensitive

Kind = Literal["lost", "other_article", "no_longer_firm", "won", "now_firm", "other_words"]
KINDS: tuple[Kind, ...] = ("lost", "other_article", "no_longer_firm", "won", "now_firm", "other_words")
"""The worst first."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """One question whose reply changes."""

    asked: Checked
    kind: Kind
    old: Decision
    new: Decision
    old_miss: Miss | None = None
    new_miss: Miss | None = None

    @property
    def judged(self) -> bool:
        """The golden set says what customers must read; what agents are offered is not measured by it."""
        return self.asked.golden is not None and self.asked.reader != STAFF

    @property
    def regression(self) -> bool:
        return self.judged and self.old_miss is None and self.new_miss is not None

    def view(self) -> dict[str, Any]:
        golden = self.asked.golden
        return {
            "question": self.asked.text if golden else masked(self.asked.text),
            "times": self.asked.times,
            "reader": self.asked.reader,
            "kind": self.kind,
            "old": _outcome(self.old),
            "new": _outcome(self.new),
            "golden": {
                "id": golden.id,
                "right_before": self.old_miss is None,
                "right_after": self.new_miss is None,
                "problem": self.new_miss.problem if self.new_miss else None,
                "fact": self.new_miss.fact if self.new_miss else None,
            }
            if golden and self.judged
            else None,
        }


def consequence_of(
    asked: Checked, changed: Changed, said: BotAnswer, topics: Sequence[SensitiveTopic]
) -> Consequence | None:
    """None if a customer would notice nothing."""
    if not any(step.get("effect") == "ask_knowledge" for step in said.steps):
        return None  # a form, small talk or a handoff: the articles are not asked
    context = DecisionContext(
        in_scope=said.in_scope,
        sensitive=find_sensitive(asked.text, list(topics)),
        frustration=read_frustration(asked.text),
    )
    if context.urgent:
        return None
    old, new = (decide(evidence, said.intents, context) for evidence in (changed.old, changed.new))
    was, now = reply_of(old, asked.text), reply_of(new, asked.text)
    kind = _kind(was, now)
    if kind is None:
        return None
    if asked.golden is None:
        return Consequence(asked, kind, old, new)
    content = asked.golden.content
    return Consequence(asked, kind, old, new, judge(content, was), judge(content, now))


def _kind(was: Reply, now: Reply) -> Kind | None:
    answered, answers = was.action in ANSWERED, now.action in ANSWERED
    if answered != answers:
        return "won" if answers else "lost"
    if not answered:
        return None if was.action == now.action or _same_help(was, now) else "other_words"
    if was.article_ids[:1] != now.article_ids[:1]:
        return "other_article"
    if was.action != now.action:
        return "now_firm" if now.action == "answer" else "no_longer_firm"
    return None if was.text == now.text else "other_words"


def _same_help(was: Reply, now: Reply) -> bool:
    """Naming topics and calling a person are both no answer; what differs is only how it is said."""
    return {was.action, now.action} <= {"suggest", "hand_over"}


def _outcome(decision: Decision) -> dict[str, Any]:
    return {
        "action": decision.action,
        "article_id": decision.article_id,
        "title": decision.title,
        "confidence": round(decision.confidence, 4),
        "passage": decision.passage,
    }
