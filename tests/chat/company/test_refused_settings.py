"""What the settings refuse: wrong values at their field, files that are no image, and people without the role."""

import base64
from typing import Any

import pytest

from tests.chat.company.pictures import HTML, SVG, png
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATH = "/company-settings"


@pytest.mark.parametrize(
    ("field", "value", "place", "code"),
    [
        ("company", "x" * 61, "company", "too_long"),
        ("company", 7, "company", "bad_type"),
        ("company", "two\nlines\x00", "company", "bad_unicode"),
        ("accent", "green", "accent", "bad_type"),
        ("accent", "#12345g", "accent", "bad_type"),
        ("greeting", "Hello", "greeting", "bad_type"),
        ("greeting", {"english": "Hello"}, "greeting", "bad_type"),
        ("greeting", {"en": "x" * 501}, "greeting.en", "too_long"),
        ("greeting", {"en": "Hello", "nl": "Hallo {naam}"}, "greeting.nl", "unknown_placeholder"),
        ("closing", {"en": "Bye {}"}, "closing.en", "unknown_placeholder"),
        ("unsure", {"en": ["Hello"]}, "unsure.en", "bad_type"),
        ("time_zone", "Europe/Ghent", "time_zone", "bad_type"),
        ("time_zone", "../../etc/passwd", "time_zone", "bad_type"),
        ("date_format", "yesterday", "date_format", "bad_type"),
        ("sites", "https://a.example", "sites", "bad_type"),
        ("sites", ["https://a.example/path"], "sites", "bad_type"),
        ("sites", ["*"], "sites", "bad_type"),
        ("sites", ["https://a.example; script-src *"], "sites", "bad_type"),
        ("sites", ["javascript:alert(1)"], "sites", "bad_type"),
        ("privacy_link", "http://a.example", "privacy_link", "bad_type"),
        ("privacy_link", "javascript:alert(1)", "privacy_link", "bad_type"),
        ("privacy_link", "https://user@a.example", "privacy_link", "bad_type"),
        ("colour", "#123456", "colour", "unknown_field"),
    ],
)
async def test_a_wrong_value_is_refused_at_its_field(
    lasting_chat: ServedChat, field: str, value: Any, place: str, code: str
) -> None:
    admin = await lasting_chat.person("admin")
    answer = await admin.put(PATH, {"version": 0, "values": {"bot_name": "Never stored", field: value}})
    assert refusal(answer) == (400, "bad_settings")
    assert {name: wrong["code"] for name, wrong in answer.json()["error"]["fields"].items()} == {place: code}
    assert ok(await admin.get(PATH))["version"] == 0


async def test_all_wrong_values_are_named_at_once(lasting_chat: ServedChat) -> None:
    admin = await lasting_chat.person("admin")
    answer = await admin.put(PATH, {"version": 0, "values": {"accent": "red", "time_zone": "Mars", "company": "Fine"}})
    assert set(answer.json()["error"]["fields"]) == {"accent", "time_zone"}
    bodies: list[dict[str, Any]] = [{"values": {}}, {"version": "0", "values": {}}, {"version": 0, "values": []}]
    for body in bodies:
        assert (await admin.put(PATH, body)).status_code == 400


@pytest.mark.parametrize("role", ["agent", "editor", "supervisor"])
async def test_only_administrators_have_access(lasting_chat: ServedChat, role: str) -> None:
    person = await lasting_chat.person(role)
    for answer in (
        await person.get(PATH),
        await person.put(PATH, {"version": 0, "values": {}}),
        await person.get(f"{PATH}/export"),
        await person.post(f"{PATH}/import", {"file": {}}),
        await person.put(f"{PATH}/logo", {}),
        await person.delete(f"{PATH}/logo"),
    ):
        assert refusal(answer) == (403, "not_allowed")
    assert refusal(await lasting_chat.anybody.get(PATH)) == (401, "not_signed_in")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (SVG, 400, "svg_refused"),
        (HTML, 400, "bad_image"),
        (png() + bytes(300_000), 413, "too_large"),
        (bytes(20 * 1024 * 1024), 413, "too_large"),
    ],
    ids=["svg", "html", "300 kB", "20 MiB"],
)
async def test_what_is_no_small_image_is_refused(
    lasting_chat: ServedChat, content: bytes, status: int, code: str
) -> None:
    admin = await lasting_chat.person("admin")
    named = {"Content-Type": "image/png"}
    assert refusal(await admin.call("PUT", f"{PATH}/picture", content=content, headers=named)) == (status, code)
    assert ok(await admin.get(PATH))["images"]["picture"] is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"baton_company_settings": 2}, "bad_type"),
        ({"values": []}, "bad_type"),
        ({"images": "logo"}, "bad_type"),
        ({"values": {"accent": "red"}}, "bad_settings"),
        ({"images": {"logo": "!"}}, "bad_image"),
        ({"images": {"logo": base64.b64encode(SVG).decode()}}, "svg_refused"),
    ],
)
async def test_a_file_that_cannot_be_imported_changes_nothing(
    lasting_chat: ServedChat, changes: dict[str, Any], code: str
) -> None:
    admin = await lasting_chat.person("admin")
    file = {"baton_company_settings": 1, "values": {"company": "Never stored"}, "images": {}, **changes}
    assert refusal(await admin.post(f"{PATH}/import", {"file": file})) == (400, code)
    assert ok(await admin.get(PATH))["version"] == 0
