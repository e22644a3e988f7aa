"""A canned reply is about the order that the customer means, or about none."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from chat.orders.order_book import Order
from chat.reply_help.meant_order import meant_order
from conversations.conversation import BOT, CUSTOMER, Draft, Message

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def said(*texts: str) -> list[Message]:
    return [Message("c", seq, f"m{seq}", seq - 1, Draft(CUSTOMER, text), NOW) for seq, text in enumerate(texts, 1)]


def orders(*numbers: str) -> list[Order]:
    return [Order(number, "shipped", "", None, NOW) for number in numbers]


@pytest.mark.parametrize(
    ("texts", "known", "meant"),
    [
        (["where is ww-48213?"], ["WW-48977", "WW-48213"], "WW-48213"),
        (["where is it?"], ["WW-48977", "WW-48213"], None),
        (["where is it?"], ["WW-48213"], "WW-48213"),
        (["where is WW-11111?"], ["WW-48213"], "WW-11111"),
        (["WW-48213 and WW-48977, please"], ["WW-48977", "WW-48213"], None),
        (["WW-48213, not WW-11111"], ["WW-48213"], "WW-48213"),
        (["WW-11111 or WW-22222"], ["WW-48213"], None),
    ],
)
def test_the_order_is_the_one_that_the_customer_named(
    texts: Sequence[str], known: Sequence[str], meant: str | None
) -> None:
    assert meant_order(said(*texts), orders(*known)) == meant


def test_what_the_bot_says_names_no_order() -> None:
    bots = Message("c", 1, "m1", 0, Draft(BOT, "Such as WW-00001"), NOW)
    assert meant_order([bots], orders("WW-48977", "WW-48213")) is None
