"""`python -m chat.assembly.articles_command`: imports or exports the knowledge base as a folder of Markdown articles.

A company can bring its knowledge base along and take it away again. A running Baton serves imported articles within one
or two seconds.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from chat.assembly.settings import ChatSettings
from kit.audit.entry import OPERATOR, Entry
from kit.audit.log import audited
from kit.clock import Clock, system_clock
from kit.database import Database
from kit.errors import BadRequest, BatonError
from knowledge_base.articles import repository
from knowledge_base.articles.files import article_file, file_names
from knowledge_base.articles.importing import ImportedRow, import_folder, plan_import

AUTHOR = "Import"


def run(arguments: Sequence[str], database: Database, clock: Clock = system_clock) -> list[str]:
    """Runs the command and returns the lines to print. Raises BatonError; in that case nothing was changed."""
    options = _parser().parse_args(arguments)
    if options.action == "export":
        return _export(database, options.folder)
    if not options.folder.is_dir():
        raise BadRequest(f"{options.folder} is not a folder.", code="bad_import")
    return _import(database, options.folder, clock, drafts=options.drafts, dry_run=options.dry_run)


def _import(database: Database, folder: Path, clock: Clock, *, drafts: bool, dry_run: bool) -> list[str]:
    if dry_run:
        rows = [row for row, _, _ in database.read_now(plan_import, folder, publish=not drafts)]
    else:
        importing = audited(import_folder, clock, lambda done: _entry(done, published=not drafts))
        rows = database.write_now(importing, folder, AUTHOR, clock(), publish=not drafts)
    if not rows:
        raise BadRequest(f"{folder} contains no file that ends in .md.", code="bad_import")
    if dry_run:
        width = max(len(row.article_id or "") for row in rows)
        table = [f"{row.change:<6}  {row.article_id:<{width}}  {row.name}" for row in rows]
        return [*table, f"Nothing was changed. An import would {_summary(rows)}."]
    return [
        f"{len(_changed(rows))} articles {'imported as drafts' if drafts else 'imported and published'}{_left(rows)}."
    ]


def _changed(rows: Sequence[ImportedRow]) -> list[ImportedRow]:
    return [row for row in rows if row.change != "leave"]


def _summary(rows: Sequence[ImportedRow]) -> str:
    counts = Counter(row.change for row in rows)
    return f"create {counts['create']}, update {counts['update']} and leave {counts['leave']} as they are"


def _left(rows: Sequence[ImportedRow]) -> str:
    left = len(rows) - len(_changed(rows))
    return f", {left} left as they are" if left else ""


def _entry(rows: Sequence[ImportedRow], *, published: bool) -> Entry | None:
    count = len(_changed(rows))
    return Entry(OPERATOR, "articles.imported", None, {"articles": count, "published": published}) if count else None


def _export(database: Database, folder: Path) -> list[str]:
    articles = database.read_now(repository.list_published)
    names = file_names(article.id for article in articles)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadRequest(f"{folder} is not empty; name a new folder.", code="bad_export")
        for article in articles:
            _write_new(folder / names[article.id], article_file(article))
    except OSError as error:
        raise BadRequest(f"{folder} cannot be written: {error.strerror}.", code="bad_export") from error
    return [f"{len(articles)} published articles written to {folder}."]


def _write_new(path: Path, text: str) -> None:
    """Creates a new file. Fails if the path exists, so it never follows a link that somebody has put there."""
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def main() -> int:
    _parser().parse_args()  # `--help` and usage errors need no database
    database = Database(ChatSettings().database_address)
    try:
        print("\n".join(run(sys.argv[1:], database)))
    except BatonError as error:
        print("\n".join([error.message, *_problems(error)]), file=sys.stderr)
        return 1
    finally:
        database.close()
    return 0


def _problems(error: BatonError) -> list[str]:
    """One line for each file that cannot be imported."""
    return [f"  {row['file']}: {row['problem']}" for row in error.details.get("rows", [])]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./baton articles", description="Import or export articles as Markdown files."
    )
    actions = parser.add_subparsers(dest="action", required=True)
    importing = actions.add_parser(
        "import", help="import every .md file in a folder and its subfolders; if one fails, none is imported"
    )
    importing.add_argument("folder", type=Path)
    importing.add_argument("--drafts", action="store_true", help="import as drafts and publish nothing")
    importing.add_argument("--dry-run", action="store_true", help="say what would be done and change nothing")
    exporting = actions.add_parser("export", help="write each published article to a file in a new folder")
    exporting.add_argument("folder", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
