"""An editor sees what a phrase would have caught before it applies, without seeing whose words they are."""

import pytest

from knowledge_base.decision.sensitive_endpoints import TopicRequest
from knowledge_base.decision.sensitive_suggestions import SUGGESTIONS
from tests.fixtures.chat_process import ServedChat


async def test_phrases_are_tried_on_the_last_month_and_values_are_masked(chat: ServedChat) -> None:
    editor = await chat.person("editor")
    await chat.queued("my lawyer will write to mara@example.com", "is the helmet required by law?")
    await chat.queued("I talked to a LAWYER's office, card 4111 1111 1111 1111")
    tried = (await editor.post("/sensitive-topics/try", {"phrases": ["my lawyer", "lawyers office"]})).json()
    assert (tried["caught"], tried["conversations"], tried["read"], tried["complete"]) == (2, 2, 3, True)
    shown = {one["phrase"]: one["text"] for one in tried["examples"]}
    assert shown["my lawyer"] == "my lawyer will write to [e-mail]"
    assert "4111" not in shown["lawyers office"]
    nothing = (await editor.post("/sensitive-topics/try", {"phrases": ["ombudsman"]})).json()
    assert (nothing["caught"], nothing["examples"]) == (0, [])
    refused = await editor.post("/sensitive-topics/try", {"phrases": ["it"]})
    assert refused.status_code == 400


async def test_agents_cannot_search_messages_this_way(chat: ServedChat) -> None:
    agent = await chat.person("agent")
    assert (await agent.post("/sensitive-topics/try", {"phrases": ["my lawyer"]})).status_code == 403


@pytest.mark.parametrize("language", sorted(SUGGESTIONS))
def test_what_is_suggested_can_be_saved(language: str) -> None:
    for name, phrases in SUGGESTIONS[language].items():
        taken = TopicRequest(name=name, phrases=list(phrases))
        assert len(set(taken.phrases)) == len(phrases)
