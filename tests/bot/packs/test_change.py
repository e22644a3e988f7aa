"""A running bot process changes over to another model: no turn fails, and a bad model changes nothing."""

import json
import threading
from pathlib import Path

import pytest

from tests.bot.conftest import TOKEN
from tests.bot.process import BotProcess, Encode, free_port


def test_no_turn_is_lost_while_the_model_changes(
    python: str, base_model: Path, model: Path, token_file: Path, encode: Encode
) -> None:
    with BotProcess(python, base_model, free_port(), token_file, TOKEN, encode) as bot:
        bot.wait_until_ready()
        before = bot.turn("where is my order?")
        assert before["form"] is None
        answers, is_done = [], threading.Event()

        def ask() -> None:
            while not is_done.is_set():
                answers.append(bot.turn("hello", before["state"]))

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            changed = bot.request("model", json.dumps({"model": str(model)}).encode())
        finally:
            is_done.set()
            asking.join()
        assert (changed.status, changed["model"]) == (200, model.name.removesuffix(".tar.gz"))
        assert {answer.status for answer in answers} == {200}
        assert all(answer["steps"] for answer in answers)
        assert bot.request("health", None)["model"] == changed["model"]
        assert bot.turn("where is my order?", before["state"])["form"] == "order_form"

        refused = bot.request("model", json.dumps({"model": str(model.with_name("none.tar.gz"))}).encode())
        assert (refused.status, refused["error"]["code"]) == (409, "model_refused")
        assert bot.turn("where is my order?")["form"] == "order_form"


@pytest.mark.parametrize(
    ("body", "token", "status"),
    [(b"{}", None, 400), (b"[]", None, 400), (b"{", None, 400), (b"{}", "wrong-token", 401)],
)
def test_a_bad_call_changes_nothing(bot: BotProcess, body: bytes, token: str | None, status: int) -> None:
    assert bot.request("model", body, token=token).status == status
