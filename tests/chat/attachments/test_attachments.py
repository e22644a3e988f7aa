"""Files in a conversation: stored once, seen by its readers alone, served as downloads, gone with their customer."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from chat.attachments.storage import FolderStore
from chat.attachments.sweep import UNSENT_LASTS, AttachmentSweep
from chat.installation.people_data_command import run
from kit.clock import system_clock
from tests.chat.attachments.clamd import VIRUS, clamd_on_port
from tests.chat.attachments.files import PDF, picture
from tests.fixtures.callers import Caller, Customer, Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat


@pytest.fixture
async def chat(serve_chat: ServeChat, tmp_path: Path) -> ServedChat:
    return await serve_chat(attachments=True, data=tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "files"


async def upload(
    caller: Caller, conversation_id: str, content: bytes, upload_id: str = "u1", name: str = "wheel.png"
) -> httpx.Response:
    headers = {"X-Upload-Id": upload_id, "X-File-Name": name}
    return await caller.post(f"/conversations/{conversation_id}/attachments", content=content, headers=headers)


def stored_in(folder: Path) -> int:
    return sum(each.is_file() for each in folder.rglob("*"))


async def with_agent(chat: ServedChat) -> tuple[Customer, Staff]:
    customer, agent = await chat.customer(), await chat.person()
    ok(await customer.post(f"{customer.path}/handoff"))
    await agent.accept(customer.id)
    return customer, agent


async def test_a_customers_picture_reaches_the_agent(chat: ServedChat) -> None:
    customer, agent = await with_agent(chat)
    sent = await upload(customer, customer.id, picture("PNG"))
    assert sent.status_code == 201
    file = sent.json()
    assert (file["name"], file["content_type"], file["width"], file["height"]) == ("wheel.jpg", "image/jpeg", 640, 480)
    message = ok(await customer.say("It came like this", attachments=[file["id"]]))
    assert message["attachments"] == [file]
    path = f"/conversations/{customer.id}/attachments/{file['id']}"
    for reader in (customer, agent):
        shown = (await reader.get(f"/conversations/{customer.id}/messages")).json()["messages"]
        assert [each["attachments"] for each in shown if each["text"] == "It came like this"] == [[file]]
        whole, small = await reader.get(path), await reader.get(f"{path}?preview=true")
        assert whole.status_code == small.status_code == 200
        assert len(whole.content) == file["size"]
        assert 0 < len(small.content) < len(whole.content)


async def test_it_is_served_as_a_download_that_no_page_can_run(chat: ServedChat) -> None:
    customer = await chat.customer()
    file = ok(await upload(customer, customer.id, PDF, name="%D8%B5 invoice.html"))
    answer = await customer.get(f"{customer.path}/attachments/{file['id']}")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="_ invoice.pdf"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_nobody_else_can_have_it(chat: ServedChat) -> None:
    customer, other = await chat.customer(), await chat.customer()
    file = ok(await upload(customer, customer.id, picture()))
    ok(await customer.say("Look", attachments=[file["id"]]))
    path = f"{customer.path}/attachments/{file['id']}"
    assert refusal(await other.get(path)) == (404, "not_found")
    assert refusal(await other.get(f"{other.path}/attachments/{file['id']}")) == (404, "not_found")
    assert refusal(await chat.anybody.get(path)) == (401, "not_signed_in")
    assert refusal(await (await chat.person("editor")).get(path)) == (403, "not_allowed")
    assert refusal(await upload(other, customer.id, picture())) == (404, "not_found")
    assert refusal(await other.say("Mine", attachments=[file["id"]])) == (400, "unknown_attachment")


async def test_what_an_agent_puts_into_a_note_is_nothing_for_the_customer(chat: ServedChat) -> None:
    customer, agent = await with_agent(chat)
    file = ok(await upload(agent, customer.id, picture()))
    path = f"{customer.path}/attachments/{file['id']}"
    assert (await customer.get(path)).status_code == 404, "not sent yet"
    ok(await agent.reply(customer.id, "For us", visibility="internal", attachments=[file["id"]]))
    assert (await customer.get(path)).status_code == 404
    assert (await agent.get(path)).status_code == 200
    shown = ok(await upload(agent, customer.id, PDF, "u2", "label.pdf"))
    reply = ok(await agent.reply(customer.id, "", attachments=[shown["id"]]))
    assert (reply["text"], reply["attachments"]) == ("label.pdf", [shown])
    assert (await customer.get(f"{customer.path}/attachments/{shown['id']}")).content == PDF


async def test_uploads_and_messages_can_be_sent_again_without_doubling(chat: ServedChat, folder: Path) -> None:
    customer = await chat.customer()
    answers = await asyncio.gather(*(upload(customer, customer.id, picture()) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert stored_in(folder) == 2, "the picture and its preview"
    assert refusal(await upload(customer, customer.id, PDF)) == (409, "conflict")
    identifier = answers[0].json()["id"]
    first = await customer.say("", "m1", attachments=[identifier])
    again = await customer.say("", "m1", attachments=[identifier])
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert refusal(await customer.say("Once more", "m2", attachments=[identifier])) == (400, "unknown_attachment")


async def test_it_goes_over_the_socket_and_a_picture_alone_calls_a_person(chat: ServedChat) -> None:
    customer = await chat.customer()
    file = ok(await upload(customer, customer.id, picture()))
    async with customer.listen(0) as socket:
        await socket.send({"type": "message.send", "client_message_id": "s1", "attachments": [file["id"]]})
        accepted = await socket.until("message.accepted")
        assert accepted["message"]["attachments"] == [file]
        await socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"<svg/>", (400, "file_refused")), (b"", (400, "empty_file")), (b"%PDF-" + bytes(11 << 20), (413, "too_large"))],
    ids=["svg", "empty", "too large"],
)
async def test_what_is_refused_leaves_nothing_behind(
    chat: ServedChat, folder: Path, content: bytes, expected: tuple[int, str]
) -> None:
    customer = await chat.customer()
    assert refusal(await upload(customer, customer.id, content)) == expected
    assert stored_in(folder) == 0


async def test_a_file_may_be_larger_than_any_other_body(chat: ServedChat) -> None:
    customer = await chat.customer()
    assert (await upload(customer, customer.id, PDF + bytes(3 << 20))).status_code == 201
    large = await customer.post(f"{customer.path}/messages", content=bytes(3 << 20))
    assert refusal(large) == (413, "too_large")


async def test_malware_is_not_stored(serve_chat: ServeChat, tmp_path: Path, folder: Path) -> None:
    async with clamd_on_port() as daemon:
        chat = await serve_chat(attachments=True, data=tmp_path / "data", clamd_address=daemon.address)
        customer = await chat.customer()
        assert refusal(await upload(customer, customer.id, PDF + VIRUS)) == (400, "infected_file")
        assert stored_in(folder) == 0
        assert (await upload(customer, customer.id, PDF)).status_code == 201


@pytest.mark.parametrize("headers", [{}, {"X-Upload-Id": "../x"}, {"X-Upload-Id": "x" * 65}])
async def test_an_upload_needs_an_identifier(chat: ServedChat, headers: dict[str, str]) -> None:
    customer = await chat.customer()
    status, _ = refusal(await customer.post(f"{customer.path}/attachments", content=PDF, headers=headers))
    assert status == 400


async def test_a_message_has_at_most_five_files_and_needs_text_or_a_file(chat: ServedChat) -> None:
    customer = await chat.customer()
    files = [ok(await upload(customer, customer.id, PDF, f"u{n}"))["id"] for n in range(6)]
    assert refusal(await customer.say("All", attachments=files)) == (400, "too_many_files")
    assert refusal(await customer.say("")) == (400, "empty_text")
    ok(await customer.say("Five", attachments=files[:5]))


async def test_it_is_off_unless_it_is_allowed(serve_chat: ServeChat) -> None:
    chat = await serve_chat()
    customer = await chat.customer()
    assert refusal(await upload(customer, customer.id, PDF)) == (403, "attachments_off")
    assert ok(await chat.anybody.get("/widget-settings"))["attachments"] is False


async def test_uploads_are_limited(serve_chat: ServeChat, tmp_path: Path) -> None:
    chat = await serve_chat(attachments=True, data=tmp_path / "data", uploads_per_minute=2)
    customer = await chat.customer()
    answers = [await upload(customer, customer.id, PDF, f"u{n}") for n in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]


async def test_erasing_a_customer_erases_their_files_and_an_export_has_them(chat: ServedChat, folder: Path) -> None:
    customer = await chat.customer()
    file = ok(await upload(customer, customer.id, picture()))
    ok(await customer.say("My bike", attachments=[file["id"]]))
    store = FolderStore(folder)

    def command(*arguments: str) -> dict[str, Any]:
        return run(arguments, chat.database, system_clock, store)

    exported = await asyncio.to_thread(command, "export", customer.id)
    assert len(exported["files"][file["id"]]) > file["size"]
    await asyncio.to_thread(command, "erase", customer.id)
    assert stored_in(folder) == 0
    staff = await chat.person("supervisor")
    assert all(each["attachments"] == [] for each in await staff.messages(customer.id))


async def test_what_was_never_sent_goes_after_a_day(chat: ServedChat, folder: Path) -> None:
    customer = await chat.customer()
    kept = ok(await upload(customer, customer.id, picture()))
    ok(await customer.say("Keep", attachments=[kept["id"]]))
    ok(await upload(customer, customer.id, PDF, "u2"))
    sweep = AttachmentSweep(chat.database, FolderStore(folder), system_clock)
    assert await sweep.sweep() == 0
    tomorrow = AttachmentSweep(chat.database, FolderStore(folder), lambda: system_clock() + UNSENT_LASTS)
    assert await tomorrow.sweep() == 1
    assert (await customer.get(f"{customer.path}/attachments/{kept['id']}")).status_code == 200
    assert stored_in(folder) == 2
