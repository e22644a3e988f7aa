"""The companies' articles get the phrasings that an editor would add, and nothing else changes."""

import json
from dataclasses import replace
from pathlib import Path

from knowledge_base.evaluation.answers import read_articles
from knowledge_base.evaluation.with_phrasings import write_with_phrasings


def test_each_article_has_its_phrasings_and_stays_what_it_was(tmp_path: Path) -> None:
    articles, added = tmp_path / "articles", {"fines": ["what do I owe", 'is there a "fine"?'], "hours": ["open: when"]}
    articles.mkdir()
    (articles / "fines.md").write_text("---\nid: fines\ntitle: Fines\n---\n20p a day.\n", encoding="utf-8")
    (articles / "hours.md").write_text("---\nid: hours\ntitle: Hours\n---\nFrom nine.\n", encoding="utf-8")
    (tmp_path / "phrasings.json").write_text(json.dumps(added), encoding="utf-8")
    write_with_phrasings(articles, tmp_path / "phrasings.json", tmp_path / "out")
    expected = [replace(one, questions=tuple(added[one.id])) for one in read_articles(articles)]
    assert read_articles(tmp_path / "out") == expected
