"""The parts of the tests that need Rasa's own objects; `test_state.py` runs them in Rasa's environment."""

from __future__ import annotations

from bot.runtime.confinement import confine

if __name__ == "__main__":
    confine()

import asyncio
import json
import logging
import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import bot.tensorflow_stand_in  # noqa: F401  (before rasa)
from bot.intents.vectors import read_vectors
from bot.runtime.indexed_rules import index_rules
from bot.runtime.logs import configure_logs
from bot.runtime.ordered_runner import OrderedRunner
from bot.runtime.slots import copy_slots_as_rasa_does, copy_slots_directly
from bot.turns.call import Call, Outcome
from bot.turns.turn import TurnFailed, take_turn

MODEL = "the-model"
FOUND: dict[str, list[Outcome]] = {
    "look_up": [
        Outcome("order_found", {"order_number": "WW-48213", "order_state": "packed", "order_detail": None}),
        Outcome("order_not_found"),
    ],
    "check_return": [
        Outcome("return_possible", {"return_until": "4 December"}),
        Outcome("return_known", {"return_number": "RT-10001"}),
        Outcome("return_refused", {"return_problem": "it is too late."}),
        Outcome("order_not_found"),
    ],
    "register_return": [
        Outcome("return_registered", {"return_number": "RT-10001", "return_until": "4 December"}),
        Outcome("return_known", {"return_number": "RT-10001"}),
        Outcome("order_not_found"),
    ],
    "save_contact": [Outcome("contact_saved")],
}


def main() -> None:
    archive, vectors, conversations, turns = sys.argv[1:]
    configure_logs(logging.CRITICAL)
    from rasa.core.agent import Agent
    from rasa.core.nlg.generator import NaturalLanguageGenerator
    from rasa.utils.endpoints import EndpointConfig

    generator = NaturalLanguageGenerator.create(EndpointConfig(type="bot.turns.responses.Responses"), None)
    processor = Agent.load(archive, generator=generator).processor
    known = {text: vector.tolist() for text, vector in read_vectors(Path(vectors)).items()}
    report = asyncio.run(_report(processor, known, int(conversations), int(turns)))
    sys.stdout.write("\n" + json.dumps(report) + "\n")


async def _report(processor: Any, vectors: Mapping[str, list[float]], conversations: int, turns: int) -> dict[str, Any]:
    return {
        "random_cut": await random_cut(processor, vectors, conversations, turns),
        "other_model": await other_model(processor, vectors),
        "broken_turns": await broken_turns(processor, vectors),
        "runners": await runners(processor, vectors, conversations, turns),
    }


async def random_cut(
    processor: Any, vectors: Mapping[str, list[float]], conversations: int, turns: int
) -> dict[str, Any]:
    """Runs the same random conversations twice: with the state cut after each turn, and with everything kept."""
    random_words = random.Random(20)
    different: list[str] = []
    forms: set[str] = set()
    largest = 0
    for conversation in range(conversations):
        states: dict[int | None, Any] = {1: None, None: None}
        waiting: str | None = None
        for number in range(turns):
            call = _next(random_words, vectors, waiting, f"{conversation}-{number}")
            answers = {
                kept: await take_turn(processor, _with_state(call, state), MODEL, turns_kept=kept)
                for kept, state in states.items()
            }
            told = {kept: {k: v for k, v in answer.items() if k != "state"} for kept, answer in answers.items()}
            if told[1] != told[None]:
                different.append(f"{call.text or call.event} in conversation {conversation}, turn {number}")
            states = {kept: json.loads(json.dumps(answer["state"])) for kept, answer in answers.items()}
            waiting = next((s["effect"] for s in answers[1]["steps"] if s.get("effect") in FOUND), None)
            forms |= {answers[1]["form"]} - {None}
            largest = max(largest, len(json.dumps(states[1])))
    return {
        "turns": conversations * turns,
        "different": different,
        "forms": len(forms),
        "largest_state_bytes": largest,
    }


def _next(words: random.Random, vectors: Mapping[str, list[float]], waiting: str | None, message_id: str) -> Call:
    if waiting and words.random() < 0.9:
        return Call(message_id, None, None, words.choice(FOUND[waiting]), {}, None)
    text = words.choice(list(vectors))
    slots = {"last_decision": words.choice([None, "answered", "clarified", "unsure"])}
    return Call(message_id, text, vectors[text], None, slots, None)


def _with_state(call: Call, state: Any) -> Call:
    return Call(call.message_id, call.text, call.vector, call.event, call.slots, state)


async def runners(processor: Any, vectors: Mapping[str, list[float]], conversations: int, turns: int) -> dict[str, Any]:
    """Runs the same random conversations with Rasa's own runner, rules and copies of slots, and with ours."""
    random_words = random.Random(21)
    own = processor.graph_runner
    quick = OrderedRunner.taking_over(own)
    index_rules(quick)
    different: list[str] = []
    for conversation in range(conversations):
        state: Any = None
        waiting: str | None = None
        for number in range(turns):
            call = _with_state(_next(random_words, vectors, waiting, f"{conversation}-{number}"), state)
            answers = []
            for runner, copies in ((own, copy_slots_as_rasa_does), (quick, copy_slots_directly)):
                processor.graph_runner = runner
                copies()
                answers.append(await take_turn(processor, call, MODEL))
            if answers[0] != answers[1]:
                different.append(f"{call.text or call.event} in conversation {conversation}, turn {number}")
            state = answers[0]["state"]
            waiting = next((s["effect"] for s in answers[0]["steps"] if s.get("effect") in FOUND), None)
    processor.graph_runner = own
    copy_slots_as_rasa_does()
    return {"turns": conversations * turns, "different": different}


async def other_model(processor: Any, vectors: Mapping[str, list[float]]) -> dict[str, Any]:
    state = {
        "v": 1,
        "model": "an-older-one",
        "events": [
            {"event": "action", "name": "action_listen"},
            {"event": "slot", "name": "email", "value": "jane@example.com"},
            {"event": "slot", "name": "shoe_size", "value": 43},
            {"event": "active_loop", "name": "shoe_form"},
            {"event": "action", "name": "action_listen"},
        ],
    }
    call = Call("1", "hello", vectors["hello"], None, {}, state)
    answer = await take_turn(processor, call, MODEL)
    slots = {e["name"]: e["value"] for e in answer["state"]["events"] if e["event"] == "slot"}
    return {"form": answer["form"], "kept": slots.get("email")}


async def broken_turns(processor: Any, vectors: Mapping[str, list[float]]) -> dict[str, str]:
    """Errors that Rasa hides: a response generator that raises, an interrupted loop, a turn without a text."""
    call = Call("1", "hello", vectors["hello"], None, {}, None)
    generator, limit = processor.nlg, processor.max_number_of_predictions

    async def raises(*_: Any, **__: Any) -> None:
        raise RuntimeError("hello")

    async def says_nothing(*_: Any, **__: Any) -> dict[str, Any]:
        return {"text": None}

    told = {}
    try:
        processor.nlg = type("Raising", (), {"generate": staticmethod(raises)})()
        told["raising"] = await _failure(processor, call)
        processor.nlg, processor.max_number_of_predictions = generator, 1
        told["endless"] = await _failure(processor, call)
        processor.max_number_of_predictions = limit
        processor.nlg = type("Silent", (), {"generate": staticmethod(says_nothing)})()
        told["silent"] = await _failure(processor, call)
    finally:
        processor.nlg, processor.max_number_of_predictions = generator, limit
    return told


async def _failure(processor: Any, call: Call) -> str:
    try:
        await take_turn(processor, call, MODEL)
    except TurnFailed as error:
        return str(error)
    return "nothing failed"


if __name__ == "__main__":
    main()
