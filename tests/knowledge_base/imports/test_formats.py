"""Each format becomes articles; what cannot be one is refused with a code that never changes."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from knowledge_base.imports import entries
from knowledge_base.imports.found import Draft, Refusal, SourceRefused
from knowledge_base.imports.identifiers import Identified, identified
from knowledge_base.imports.reading import read_files
from tests.knowledge_base.imports.made_files import archive, pdf, word

PAGE = """<!doctype html><html lang="en-GB"><head><title>Returns | Harbour Coffee</title></head><body>
<nav><a href="/">Home</a></nav><header>Harbour Coffee</header>
<main><h1>Send beans back</h1><p>Unopened bags, within <strong>14 days</strong>.
See <a href="delivery.html">delivery</a> and <a href="gone.html">what is gone</a>, or <a href="https://example.com/x">elsewhere</a>.</p>
<ul><li>the bag<ul><li>closed</li></ul></li></ul>
<table><tr><th>Bag</th><th>Refund</th></tr><tr><td>250 g</td><td>9 euros</td></tr></table>
<img src="x.png" alt="A closed bag"><script>alert(1)</script></main><footer>© Harbour Coffee</footer></body></html>"""


def read(folder: Path, name: str, data: bytes | str) -> list[Identified | Refusal]:
    path = folder / "source"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return identified(read_files([(name, path)]))


def article(rows: list[Identified | Refusal], place: int = 0) -> Identified:
    row = rows[place]
    assert isinstance(row, Identified), row
    return row


def codes(rows: list[Identified | Refusal]) -> list[str]:
    return [row.code for row in rows if isinstance(row, Refusal)]


@pytest.mark.parametrize("name", ["send-back.md", "send-back.markdown", "send-back.mdx"])
def test_markdown_needs_no_front_matter(tmp_path: Path, name: str) -> None:
    found = article(
        read(tmp_path, name, "\ufeff# Send it back #\r\n\r\nWithin *30* days.\r\n\r\n## How\r\n\r\nBy post.\r\n")
    )
    assert (found.article_id, found.draft.content.title) == ("send-back", "Send it back")
    assert found.draft.content.body == "Within *30* days.\n\n## How\n\nBy post."


def test_mdx_loses_its_program_and_keeps_its_text(tmp_path: Path) -> None:
    code = "```js\nimport x from 'y'\n```"
    text = f"import Note from './note'\n\n# Title\n\n<Note kind='tip'>\n\nThe text.\n\n</Note>\n\n{code}\n"
    assert article(read(tmp_path, "a.mdx", text)).draft.content.body == f"The text.\n\n\n{code}"


def test_a_page_gives_its_article_without_what_stands_around(tmp_path: Path) -> None:
    pages = {"help/returns/send.html": PAGE.encode(), "help/returns/delivery.html": PAGE.replace("14", "3").encode()}
    first, second = (article(read(tmp_path, "site.zip", archive(pages)), place) for place in (0, 1))
    assert (first.article_id, second.article_id) == ("delivery", "send")
    content = second.draft.content
    assert (content.title, content.category, content.locale) == ("Send beans back", "Returns", "en-GB")
    assert "within **14 days**.\nSee [delivery](/help/delivery) and what is gone, or" in content.body
    assert "[elsewhere](https://example.com/x)" in content.body
    assert "- the bag\n  - closed" in content.body
    assert "| 250 g | 9 euros |" in content.body
    assert "A closed bag" in content.body
    assert not any(word in content.body for word in ("alert", "Home", "©", "x.png"))


def test_word_and_pdf_documents_become_text(tmp_path: Path) -> None:
    document = word(("Heading1", "Opening hours"), ("", "We open at nine."), ("Heading2", "Sundays"), ("", "Closed."))
    found = article(read(tmp_path, "hours.docx", document)).draft.content
    assert (found.title, found.body) == ("Opening hours", "We open at nine.\n\n## Sundays\n\nClosed.")
    lines = ("Opening hours", "We open at nine and close at", "six in the evening.", "Sundays are free.")
    found = article(read(tmp_path, "hours.pdf", pdf(*lines))).draft.content
    assert found.title == "Opening hours"
    assert found.body == "We open at nine and close at six in the evening.\n\nSundays are free."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_has_one_article_a_row(tmp_path: Path, encoding: str) -> None:
    text = (
        'Question;Answer;Language;Keywords\r\n"Größe?";"<p>Siehe <b>Etikett</b></p>";de;Maße|Länge\r\n;ohne Titel;;\r\n'
    )
    rows = read(tmp_path, "faq.csv", text.encode(encoding))
    found = article(rows)
    assert (found.article_id, found.draft.content.title) == ("größe-", "Größe?") or found.article_id == "größe"
    content = found.draft.content
    assert (content.body, content.locale, content.questions) == ("Siehe **Etikett**", "de", ("Maße", "Länge"))
    assert codes(rows) == ["no_title"]
    assert codes(read(tmp_path, "faq.csv", "name\nx\n")) == ["no_columns"]


def test_exports_of_zendesk_and_intercom_keep_identifiers_states_and_languages(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "title": "Fees", "body": "<p>None</p>", "locale": "en-us", "section_id": 3, "draft": False},
        {"id": 7, "title": "Kosten", "body": "<p>Keine</p>", "locale": "de", "section_id": 3, "draft": True},
        {"id": 8, "title": "Empty", "body": None, "locale": "en-us"},
    ]
    found = read(tmp_path, "z.json", json.dumps({"articles": rows, "sections": [{"id": 3, "name": "Money"}]}))
    assert [(one.article_id, one.draft.published) for one in found if isinstance(one, Identified)] == [
        ("zendesk-7", True),
        ("zendesk-7-de", False),
    ]
    assert article(found).draft.content.category == "Money"
    assert codes(found) == ["no_text"]
    one: dict[str, object] = {
        "type": "article",
        "id": "9",
        "title": "Fees",
        "body": "<p>None</p>",
        "state": "draft",
        "default_locale": "en",
    }
    one["translated_content"] = {"type": "x", "fr": {"title": "Frais", "body": "<p>Aucun</p>", "state": "published"}}
    found = read(tmp_path, "i.json", json.dumps({"type": "list", "data": [one]}))
    told = [(article(found, n).article_id, article(found, n).draft.published) for n in (0, 1)]
    assert told == [("intercom-9", False), ("intercom-9-fr", True)]
    assert article(found, 1).draft.content.locale == "fr"
    assert codes(read(tmp_path, "package.json", "{}")) == ["unknown_export"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("large.md", b"# T\n\n" + b"x" * 5 * 1024**2, "too_large"),
        ("headings.md", b"# T\n\n" + b"## a\n\nb\n\n" * 10_000, "too_long"),
        ("latin.md", "# Größe\n\nText".encode("latin-1"), "bad_unicode"),
        ("untitled.md", b"Only text.", "no_title"),
        ("slash.md", b"---\nid: ../../x\ntitle: x\n---\nText", "id_bad_type"),
        ("locale.md", b"---\ntitle: x\nlocale: klingon\n---\nText", "locale_bad_type"),
        ("picture.png", b"<html><script>alert(1)</script></html>", "wrong_type"),
        ("page.html", b"\x89PNG\r\n\x1a\n\x00\x00" + b"x" * 100, "wrong_type"),
        (
            "deep.html",
            b"<title>t</title>" + b"<div>" * 20_000 + b"a text of more than forty characters, certainly",
            "too_deep",
        ),
        (
            "links.html",
            b"<title>All</title><a href=a>One article about this</a><a href=b>And one about that thing</a>",
            "no_text",
        ),
        ("old.docx", b"\xd0\xcf\x11\xe0 not a zip", "wrong_type"),
        ("no.docx", archive({"a.txt": b"x"}), "wrong_type"),
        ("scan.pdf", pdf(""), "no_text"),
        ("broken.pdf", b"%PDF-1.4 nothing", "unreadable"),
        ("program.exe", b"MZ", "unknown_type"),
    ],
)
def test_what_cannot_be_an_article_is_refused_with_its_code(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert codes(read(tmp_path, name, data)) == [code]


def test_a_word_file_that_explodes_is_not_read(tmp_path: Path) -> None:
    laughs = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {b} '&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};'>"
        for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert codes(read(tmp_path, "laughs.docx", word(("", "&j;"), before=f"{laughs}]>"))) == ["unreadable"]
    zeros = archive({"word/document.xml": b"0" * (101 * 1024**2)})
    assert codes(read(tmp_path, "zeros.docx", zeros)) == ["too_large"]


def test_an_archive_cannot_reach_outside_or_unpack_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "../../up.md": b"# Up\n\nx",
        "/root.md": b"# Root\n\nx",
        "inner.zip": archive({}),
        "ok/a.md": b"# A\n\nText",
    }
    rows = read(tmp_path, "a.zip", archive({**files, "__MACOSX/._a.md": b"x", "notes.txt": b"x"}))
    assert sorted(codes(rows)) == ["nested_archive", "path_outside", "path_outside"]
    assert [row.article_id for row in rows if isinstance(row, Identified)] == ["a"]
    assert not list(tmp_path.rglob("*.md"))
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as packed:
        link = zipfile.ZipInfo("passwords.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
    assert codes(identified(read_files([("link.zip", path)]))) == ["path_outside"]
    monkeypatch.setattr(entries, "LARGEST_SOURCE_BYTES", 50_000)
    for name, data, code in (
        ("bomb.zip", archive({"a.md": b"# A\n" + b"0" * 60_000}), "archive_too_large"),
        ("cut.zip", archive({"a.md": b"# A\n\nText"})[:-30], "bad_archive"),
    ):
        with pytest.raises(SourceRefused) as refused:
            read(tmp_path, name, data)
        assert refused.value.code == code


def test_an_archive_that_lies_about_its_size_gives_no_more_than_it_claims(tmp_path: Path) -> None:
    data = archive({"a.md": b"# A\n\n" + b"0" * 1_000_000})
    lying = data.replace((1_000_005).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    rows = read(tmp_path, "lying.zip", lying)
    assert codes(rows) == ["unreadable"]


def test_identifiers_are_the_same_every_time_and_files_of_one_name_get_their_folder(tmp_path: Path) -> None:
    files = {f"{folder}/index.md": f"# {folder}\n\nText of {folder}".encode() for folder in ("a", "b")}
    files |= {f"{folder}/fees.md": b"# Fees\n\nSee [a](../a/index.md#x) and [b](../b/)" for folder in ("a", "b")}
    rows = read(tmp_path, "x.zip", archive(files))
    assert [article(rows, place).article_id for place in range(4)] == ["fees", "a-index", "b-fees", "b-index"]
    assert article(rows).draft.content.body == "See [a](/help/a-index) and [b](/help/b-index)"
    assert rows == read(tmp_path, "x.zip", archive(dict(reversed(files.items()))))
    assert isinstance(read_files([("x.md", tmp_path / "none")])[0], Refusal)
    assert isinstance(article(rows).draft, Draft)
