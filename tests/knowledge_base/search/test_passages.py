"""Passages follow the article: nothing is lost, steps and tables stay whole, titles travel along."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.articles.article import Article
from knowledge_base.search.passages import MOST_WORDS, passages_of, plain

STRUCTURED = """Before the first heading.

## Within 30 days

Do this:

1. Open your account.
2. Choose the order.
3. Press **Return**.

### Exceptions

| What | Days |
|---|---|
| Bikes | 60 |
| Helmets | 14 |

## Later

Ask [support](https://example.com).
"""


def test_a_passage_never_crosses_a_heading_and_knows_its_section() -> None:
    passages = passages_of(Article("r", "Returns", STRUCTURED))
    sections = [passage.section for passage in passages]
    assert sections == ["", "Within 30 days", "Within 30 days › Exceptions", "Later"]
    assert passages[1].indexed.startswith("Returns. Within 30 days. ")


def test_steps_stay_whole_with_the_sentence_that_announces_them() -> None:
    steps = passages_of(Article("r", "Returns", STRUCTURED))[1].text
    assert steps.startswith("Do this:")
    assert "Press **Return**" in steps


def test_a_long_table_is_not_cut() -> None:
    rows = "\n".join(f"| item {number} | {number} days and some more words |" for number in range(60))
    passages = passages_of(Article("t", "Table", f"| What | Days |\n|---|---|\n{rows}"))
    assert len(passages) == 1
    assert "item 59" in passages[0].text


def test_one_long_line_is_cut_at_sentence_ends() -> None:
    body = " ".join(f"This is sentence number {number} of the article." for number in range(60))
    passages = passages_of(Article("l", "Line", body))
    assert len(passages) > 3
    assert all(passage.text.endswith("article.") for passage in passages)
    assert " ".join(passage.text for passage in passages) == body


def test_a_line_without_sentences_is_still_bounded() -> None:
    passages = passages_of(Article("w", "Words", "word " * 1000))
    assert all(len(passage.text.split()) <= 2 * MOST_WORDS for passage in passages)


def test_an_article_without_text_has_no_passages() -> None:
    assert passages_of(Article("e", "Empty", "  \n ")) == []


def test_what_is_indexed_has_no_marks_but_keeps_names() -> None:
    assert plain("**Press** [here](https://x.example) for `error_code_7` on _this_ page") == (
        "Press here for error_code_7 on this page"
    )


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(["one", "two.", "three!", "\n\n", "\n- ", "\n1. ", "\n## "]), max_size=80))
def test_no_word_is_lost_or_doubled(words: list[str]) -> None:
    """Every word of the text stands in one passage, every word of a heading in none."""
    body = "".join(f"{word} " for word in words)
    shown = " ".join(passage.text for passage in passages_of(Article("x", "T", body)))
    under_headings = "\n".join(line for line in body.split("\n") if not line.lstrip().startswith("#"))
    for word in ("one", "two", "three"):
        assert shown.count(word) == under_headings.count(word)
