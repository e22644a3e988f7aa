"""Phrases about an order found before, and how a return is cancelled."""

from __future__ import annotations

import pytest

from bot.messages.form_values import lacks_it
from bot.orders.order_talk import (
    asks_to_send_it_back,
    asks_where_it_is,
    means_another_order,
    means_the_same,
    names_another,
    wants_other_reason,
    withdraws,
)

WITHDRAWN = """
I do not want to return it any more
i don't want to send it back anymore
I'd rather not return it
I'd rather keep it
I'll keep it
we're keeping the bike
cancel the return
stop the return please
forget about the return
I changed my mind about returning it
please do not register this return
no return please
let's not
I no longer want to return it
better not
I've decided to keep it after all
I don't need a return
I won't send it back
never mind the return
""".strip().splitlines()
REASONS = """
It does not fit
I changed my mind
I do not like the colour
it keeps falling off
the saddle won't go down
my wife does not want it
the brakes do not hold
too small, I want to return it
not as described
the app does not register my rides
I don't need it any more
the gears do not go through properly
I bought another one in the meantime
""".strip().splitlines()
WHERE = """
and when will it arrive?
when will it be here?
when does it come
where is it now?
has it shipped yet
is it on its way already?
is that one on its way?
what day will it get here
when can I expect it
will it be here before Friday?
any news on it?
did it already leave?
""".strip().splitlines()
NOT_WHERE = """
how long does delivery to Norway take
when will you have it in blue
when does the shop open
is it waterproof
will it fit me
where is your shop
when will I get my refund
how long does it take to assemble
""".strip().splitlines()
BACK = """
is it possible to return it?
can I send it back?
and can I return that?
I'd like to send it back
could I give it back
how do I return it?
return it please
can it be returned?
can you take it back
""".strip().splitlines()
NOT_BACK = """
how long do I have to return it?
what does it cost to send it back
can I return it without the box
where do I send it back to
when do I get my money after I return it
can I return a helmet
is it possible to exchange it
""".strip().splitlines()


@pytest.mark.parametrize("text", WITHDRAWN)
def test_a_return_can_be_cancelled_in_many_words(text: str) -> None:
    assert withdraws(text)


@pytest.mark.parametrize("text", REASONS)
def test_a_reason_cancels_nothing_and_names_no_other_order(text: str) -> None:
    assert not withdraws(text)
    assert not means_another_order(text)


@pytest.mark.parametrize("text", WHERE)
def test_questions_about_the_status_of_it_are_recognised(text: str) -> None:
    assert asks_where_it_is(text)


@pytest.mark.parametrize("text", NOT_WHERE)
def test_other_questions_ask_for_no_order(text: str) -> None:
    assert not asks_where_it_is(text)


@pytest.mark.parametrize("text", BACK)
def test_wishes_to_return_it_are_recognised(text: str) -> None:
    assert asks_to_send_it_back(text)


@pytest.mark.parametrize("text", NOT_BACK)
def test_a_question_about_returns_starts_no_return(text: str) -> None:
    assert not asks_to_send_it_back(text)


def test_the_same_order_is_distinguished_from_another_one() -> None:
    assert means_the_same("the same one as before")
    assert names_another("what about my other order?")
    assert means_another_order("no, the other one")
    assert not means_the_same("no, another one")
    assert not names_another("can I have it in another colour")


def test_missing_values_and_wrong_summaries_are_recognised() -> None:
    assert lacks_it("I don't have the number")
    assert lacks_it("where do I find it?")
    assert not lacks_it("WW-48213")
    assert wants_other_reason("the reason is wrong")
    assert not wants_other_reason("for some reason it squeaks")
