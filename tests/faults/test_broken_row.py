"""A fault of ours while a customer is served: the log tells its type and place, and not a word more."""

import pytest
from sqlalchemy import update

from conversations.models import conversations
from tests.fixtures.callers import refusal
from tests.fixtures.chat_process import StartChat


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_call_that_stumbles_is_logged_once_per_logger_and_without_a_traceback(start_chat: StartChat) -> None:
    chat = await start_chat()
    customer = await chat.customer()
    damaged = update(conversations).where(conversations.c.id == customer.id).values(memory=["my card is 4111"])
    await chat.database.write(lambda connection: connection.execute(damaged))
    assert refusal(await customer.post(f"{customer.path}/end")) == (500, "internal")
    assert "request.failed" in chat.log
    assert "AttributeError" in chat.log
    assert "conversations/service.py:" in chat.log
    assert "Traceback" not in chat.log
    assert "has no attribute" not in chat.log
    assert "4111" not in chat.log
