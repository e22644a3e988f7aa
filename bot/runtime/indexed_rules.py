"""Rasa's rules with an index instead of a linear search.

At each step, `RulePolicy` compares every rule with the conversation, and before that once more the rules that depend on
the customer's exact words. With two hundred rules this takes a third of a turn. The result depends first on the last
state: the intent and the previous action. So rules are indexed by these two, and only candidates are compared.
"""

from __future__ import annotations

import copy
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Optional

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, SHOULD_NOT_BE_SET, RulePolicy
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

Lookup = dict[str, str]
Found = tuple[Optional[str], Optional[str], bool]  # noqa: UP045 (as Rasa writes it)

ANY = "*"


def index_rules(runner: DaskGraphRunner) -> None:
    """Replaces the loaded `RulePolicy` in this runner by an indexed one, with everything that it has learned."""
    nodes = runner._instantiated_nodes  # noqa: SLF001 (Rasa is pinned)
    runner._instantiated_nodes = {name: _indexed(node) for name, node in nodes.items()}  # noqa: SLF001


def _indexed(node: GraphNode) -> GraphNode:
    if type(node._component) is not RulePolicy:  # noqa: SLF001
        return node
    changed = copy.copy(node)
    changed._component = IndexedRulePolicy.taking_over(node._component)  # noqa: SLF001
    return changed


class IndexedRulePolicy(RulePolicy):
    """Predicts what `RulePolicy` predicts. It is not in `config.yml`: training and Rasa's shell use Rasa's policy."""

    _indexes: dict[str, RuleIndex]

    @classmethod
    def taking_over(cls, policy: RulePolicy) -> IndexedRulePolicy:
        indexed = cls.__new__(cls)
        lookups = {name: policy.lookup.get(name, {}) for name in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)}
        indexes = {name: RuleIndex({key: json.loads(key)[-1] for key in keys}) for name, keys in lookups.items()}
        indexed.__dict__.update(vars(policy), _indexes=indexes)
        return indexed

    def _get_possible_keys(self, lookup: Lookup, states: list[State]) -> set[str]:
        index = next((made for name, made in self._indexes.items() if self.lookup.get(name) is lookup), None)
        if index is not None and states:
            lookup = {key: lookup[key] for key in index.candidates(states[-1])}
        possible: set[str] = super()._get_possible_keys(lookup, states)
        return possible

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> Found:
        if use_text_for_last_user_input and not any(index.reads_words for index in self._indexes.values()):
            return None, None, False
        found: Found = super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)
        return found


class RuleIndex:
    """Rules by what their last state requires: the previous action and the intent, or `ANY`."""

    def __init__(self, last_states: dict[str, State]) -> None:
        self._keys: defaultdict[tuple[str | None, str], list[str]] = defaultdict(list)
        for key, state in last_states.items():
            self._keys[_action_of(state), _demanded(state, USER, INTENT)].append(key)
        # Whether any rule can apply right after a message without naming its intent.
        self.reads_words = bool(self._keys.keys() & {(ACTION_LISTEN_NAME, ANY), (ANY, ANY)})

    def candidates(self, state: State) -> Iterable[str]:
        """Every rule that may apply in `state`, and few others."""
        action, intent = _action_of(state), state.get(USER, {}).get(INTENT)
        if action is None:  # at the start of a conversation, intents do not count
            return [key for (other, _), keys in self._keys.items() if other is None for key in keys]
        places = [(a, i) for a in (action, ANY) for i in dict.fromkeys((intent, ANY))]
        return [key for place in places for key in self._keys.get(place, ())]


def _action_of(state: State) -> str | None:
    """The action before this state; None at the start of a conversation."""
    return _demanded(state, PREVIOUS_ACTION, ACTION_NAME) if state.get(PREVIOUS_ACTION) else None


def _demanded(state: State, part: str, name: str) -> str:
    value = state.get(part, {}).get(name)
    return value if value and value != SHOULD_NOT_BE_SET else ANY
