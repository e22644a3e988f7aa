"""`python -m knowledge_base.evaluation.with_phrasings ARTICLES PHRASINGS OUT`: writes the articles with phrasings.

The companies of `training_data/replies` have articles without phrasings, as on their first day. Their `phrasings.json`
holds what their editors would add; the same questions are then asked of the articles in OUT.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

from knowledge_base.articles.files import article_file, file_names
from knowledge_base.evaluation.answers import read_articles


def main() -> None:
    parser = argparse.ArgumentParser(prog="knowledge_base.evaluation.with_phrasings", description=__doc__)
    parser.add_argument("articles", type=Path, help="folder of Markdown articles")
    parser.add_argument("phrasings", type=Path, help="JSON: a list of phrasings for each article's id")
    parser.add_argument("out", type=Path, help="folder to write them to")
    arguments = parser.parse_args()
    write_with_phrasings(arguments.articles, arguments.phrasings, arguments.out)


def write_with_phrasings(articles: Path, phrasings: Path, out: Path) -> None:
    added: dict[str, list[str]] = json.loads(phrasings.read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    found = read_articles(articles)
    names = file_names(article.id for article in found)
    for article in found:
        phrased = replace(article, questions=(*article.questions, *added[article.id]))
        (out / names[article.id]).write_text(article_file(phrased), encoding="utf-8")


if __name__ == "__main__":
    main()
