"""The OpenAPI document describes every call completely, and the generated files follow from it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chat.contract import generate

Json = dict[str, Any]
WITHOUT_BODY = {"204", "302", "303"}


@pytest.fixture(scope="module")
def document() -> Json:
    return generate.openapi_document()


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_call_says_what_it_sends(document: Json) -> None:
    silent = [
        f"{name} {status}"
        for name, operation in operations(document)
        for status, response in operation["responses"].items()
        if status not in WITHOUT_BODY
        for described in response["content"].values()
        if described["schema"].keys() & {"additionalProperties", "properties"} or described["schema"] == {}
    ]
    assert silent == []


def test_every_call_says_who_may_make_it_and_how_it_may_fail(document: Json) -> None:
    for name, operation in operations(document):
        assert operation["x-allowed"], name
        assert operation["tags"], name
        assert "422" not in operation["responses"], name
        failures = {status: each for status, each in operation["responses"].items() if status >= "400"}
        assert {"429", "503"} <= set(failures), name
        assert all(each["description"].startswith("`") for each in failures.values()), name
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_a_call_names_its_own_failures_beside_those_of_every_call(document: Json) -> None:
    publish = document["paths"]["/api/v1/articles/{article_id}/publish"]["post"]
    assert publish["x-allowed"] == ["editor"]
    assert publish["responses"]["409"]["description"] == "`edited_meanwhile`, `approval_needed`"
    assert publish["responses"]["403"]["description"] == "`not_allowed`, `second_factor_required`, `cross_site`"
    accept = document["paths"]["/api/v1/handoffs/{handoff_id}/accept"]["post"]
    assert accept["responses"]["409"]["description"] == "`already_assigned`, `wrong_status`"


def test_every_reference_leads_to_a_schema(document: Json) -> None:
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(references(document)) <= known
    assert not any(name.endswith("Body") for name in document["components"]["schemas"])


def references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from references(each)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "$ref":
                yield value
            else:
                yield from references(value)


def test_a_stale_file_is_named_and_written_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    files = {"one.md": "current\n", "two.md": "current\n"}
    (tmp_path / "one.md").write_text("current\n")
    (tmp_path / "two.md").write_text("old\n")
    assert generate.stale(files) == ["two.md"]
    generate.write(["two.md"], files)
    assert generate.stale(files) == []
