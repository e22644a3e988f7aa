"""What is shown of an article: the part that answers, under the heading that carries the "not", and no more."""

from knowledge_base.articles.article import Article
from knowledge_base.search.passages import Passage, passages_of, statements_of
from knowledge_base.search.shown import MOST_SHOWN_WORDS, Shown, rows_meant, shown_of

SIDE_REMARKS = " ".join(f"Remark {number} says something that nobody asked about today." for number in range(12))
ISLANDS = f"""{SIDE_REMARKS}

## Where we do not deliver

- Canary Islands
- Gibraltar

## Returns

{SIDE_REMARKS}
"""


def passages(body: str = ISLANDS) -> list[Passage]:
    return passages_of(Article("islands", "Delivery to islands", body))


def shown(body: str, shares: list[float], **asked: float) -> Shown:
    found = shown_of(passages(body), shares, asked)
    assert found is not None
    return found


def test_the_likeliest_part_is_shown_under_its_heading() -> None:
    """Without its heading the list would say the opposite."""
    found = shown(ISLANDS, [0.02, 0.95, 0.03])
    assert found.text.startswith("**Where we do not deliver**\n\n- Canary Islands")
    assert "Remark" not in found.text
    assert found.section == "Where we do not deliver"


def test_a_second_part_stands_behind_the_first_where_it_may_answer_too() -> None:
    found = shown(ISLANDS, [0.02, 0.58, 0.4])
    assert found.text.index("Canary") < found.text.index("**Returns**")
    assert len(found.text.split()) <= MOST_SHOWN_WORDS + 10


def test_the_likeliest_part_can_stand_alone_beside_other_articles() -> None:
    found = shown(ISLANDS, [0.02, 0.58, 0.4])
    assert (found.section, found.brief) == ("Where we do not deliver", "- Canary Islands\n- Gibraltar")


def test_a_short_opening_is_shown_with_any_part() -> None:
    """It often says what holds for all parts."""
    body = ISLANDS.replace(SIDE_REMARKS, "We deliver to 8 islands.", 1)
    found = shown(body, [0.02, 0.95, 0.03])
    assert found.text.index("Canary") < found.text.index("8 islands")
    assert "Remark" not in found.text


def test_a_short_article_is_shown_whole() -> None:
    found = shown("First this.\n\n## Then\n\nThen that.", [0.9, 0.1])
    assert found.text == "First this.\n\n**Then**\n\nThen that."
    assert found.share == 1.0


def test_it_is_said_whether_there_is_more_to_read() -> None:
    assert shown("First this.\n\n## Then\n\nThen that.", [0.9, 0.1]).whole
    assert not shown(ISLANDS, [0.02, 0.95, 0.03]).whole
    two = f"{SIDE_REMARKS}\n\n## Then\n\nThen that."
    assert shown(two, [0.5, 0.5]).whole, "both of its parts"
    rows = shown(TABLE, [1.0], country7=3.0)
    assert "Country8" not in rows.text
    assert not rows.whole, "rows are left out"


def test_an_article_without_text_shows_nothing() -> None:
    assert shown_of([], [], {}) is None


TABLE = "| Country | Price |\n|---|---|\n" + "\n".join(f"| Country{number} | €{number} |" for number in range(20))


def test_of_a_long_table_the_row_that_is_named_is_shown_with_the_header() -> None:
    assert rows_meant(TABLE, {"country7": 3.0}).split("\n") == [
        "| Country | Price |",
        "|---|---|",
        "| Country7 | €7 |",
    ]


def test_a_table_of_which_no_row_is_named_stays_whole() -> None:
    assert rows_meant(TABLE, {"delivery": 3.0}) == TABLE
    short = "\n".join(TABLE.split("\n")[:6])
    assert rows_meant(short, {"country1": 3.0}) == short


def test_what_is_taller_than_two_screens_of_a_phone_ends_at_a_whole_line_and_says_that_there_is_more() -> None:
    entries = [f"- Entry number {number} of a list that nobody wants to read to its end" for number in range(80)]
    found = shown("\n".join(entries), [1.0])
    assert found.text.split("\n") == entries[: len(found.text.split("\n"))]
    assert 15 < len(found.text.split("\n")) < 45, "each takes two lines of a phone"
    assert not found.whole, "there is more to read"


def test_what_fits_on_two_screens_is_not_cut() -> None:
    entries = "\n".join(f"- Entry {number}" for number in range(40))
    assert shown(entries, [1.0]).text == entries


def test_rows_and_entries_are_statements_of_their_own_and_rows_name_their_columns() -> None:
    body = "Prices:\n\n| Country | Parcel |\n|---|---|\n| Norway | €12 |\n\n- One thing. Another.\n- A third"
    (passage,) = passages_of(Article("prices", "Prices", body))
    assert statements_of(passage) == ["Prices:", "Norway: Parcel €12", "One thing.", "Another.", "A third"]


def test_lines_that_an_editor_broke_at_a_width_are_read_as_the_sentences_they_are() -> None:
    prose = "A refund to a card\ntakes three days. Banks may\ntake longer."
    body = f"{prose}\n\n- Cash is paid\n  at the desk.\n- Cheques\n  are not."
    (passage,) = passages_of(Article("refunds", "Refunds", body))
    assert statements_of(passage) == [
        "A refund to a card takes three days.",
        "Banks may take longer.",
        "Cash is paid at the desk.",
        "Cheques are not.",
    ]


def test_lines_of_code_stay_lines() -> None:
    (passage,) = passages_of(Article("code", "Code", "Type:\n\n```\nfirst line\nsecond line\n```\n\nThen wait."))
    assert statements_of(passage) == ["Type:", "first line", "second line", "Then wait."]
