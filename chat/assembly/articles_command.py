"""`python -m chat.assembly.articles_command`: imports articles, or exports them as a folder of Markdown.

A company can bring its knowledge base along and take it away again. A running Baton serves imported articles within one
or two seconds.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from chat.article_files.export import export
from chat.article_images.store import ArticlePictures
from chat.assembly.settings import ChatSettings
from chat.webhooks.outbox import Outbox
from kit.audit.entry import OPERATOR, Entry
from kit.audit.log import audited
from kit.clock import Clock, system_clock
from kit.database import Database
from kit.errors import BadRequest, BatonError
from knowledge_base.import_jobs.pictures import NewPicture, contents_of, placed
from knowledge_base.imports.found import Found
from knowledge_base.imports.plan import FILES, Row, apply_all, plan, refuse_if_any
from knowledge_base.imports.reading import read_files
from knowledge_base.sites.crawling import read_site, source_of

AUTHOR = "Import"


def run(arguments: Sequence[str], database: Database, clock: Clock = system_clock) -> list[str]:
    """Runs the command and returns the lines to print. Raises BatonError; in that case nothing was changed."""
    options = _parser().parse_args(arguments)
    if options.action == "export":
        return export(database, options.folder, drafts=options.drafts)
    return _Import(options, database, clock).run()


class _Import:
    """One import from the shell: everything is read first, and then written in one transaction."""

    def __init__(self, options: argparse.Namespace, database: Database, clock: Clock) -> None:
        self._options = options
        self._database = database
        self._clock = clock
        self._publish = not options.drafts

    def run(self) -> list[str]:
        found, source = self._read()
        if not found:
            named = " ".join(self._options.sources)
            raise BadRequest(f"{named} contains no file that can be imported, such as one in .md.", code="bad_import")
        if self._options.dry_run:
            found, _ = self._with_pictures(found)
            planned = self._database.read_now(plan, found, source, self._clock(), publish=self._publish)
            return self._table(self._kept(planned))
        importing = audited(self._write, self._clock, self._entry)
        rows = self._database.write_now(importing, *self._with_pictures(found), source)
        changed = [row for row in rows if row.change in ("create", "update")]
        done = "imported as drafts" if self._options.drafts else "imported and published"
        told = [f"{len(changed)} articles {done}{_others(rows)}."]
        return [*told, *(f"  {row.path}: {row.problem}" for row in rows if row.change == "refused")]

    def _read(self) -> tuple[list[Found], str]:
        addresses = [each for each in self._options.sources if re.match(r"https?://", each)]
        if not addresses:
            paths = [Path(each) for each in self._options.sources]
            for path in paths:
                if not path.exists():
                    raise BadRequest(f"{path} is not a folder, nor a file.", code="bad_import")
            return read_files([(path.name, path) for path in paths], _progress), FILES
        if len(self._options.sources) > 1:
            raise BadRequest("Import a site on its own: name one address.", code="bad_import")
        allowed = ChatSettings().import_hosts.split()
        return read_site(addresses[0], _progress, allowed=allowed), source_of(addresses[0])

    def _with_pictures(self, found: list[Found]) -> tuple[list[Found], list[NewPicture]]:
        """The drafts with their pictures' addresses, and the pictures that are not here yet."""
        store, addresses, new = ArticlePictures(), {}, []
        for digest, content in contents_of(found).items():
            address = self._database.read_now(store.find, content)
            if address is None and (made := store.made(content)) is not None:
                new.append(made)
                address = made.address
            if address is not None:
                addresses[digest] = address
        return placed(found, addresses), new

    def _write(self, connection: Connection, found: list[Found], pictures: list[NewPicture], source: str) -> list[Row]:
        for picture in pictures:
            ArticlePictures().keep(connection, picture, AUTHOR, self._clock())
        rows = self._kept(plan(connection, found, source, self._clock(), publish=self._publish))
        apply_all(
            connection,
            rows,
            source,
            AUTHOR,
            self._clock(),
            publish=self._publish,
            told=lambda done: _progress(done, len(rows), "written"),
        )
        return rows

    def _kept(self, rows: list[Row]) -> list[Row]:
        """Without what is not asked for; raises BadRequest with a report if a file is bad, and that is not allowed."""
        is_site = any(re.match(r"https?://", each) for each in self._options.sources)
        if not (self._options.skip_refused or is_site):
            refuse_if_any(rows)
        passed_over = {"skipped"} if self._options.delete_missing else {"skipped", "archive"}
        return [row for row in rows if row.change not in passed_over]

    def _table(self, rows: list[Row]) -> list[str]:
        width = max((len(row.article_id or "") for row in rows), default=0)
        table = [f"{row.change:<6}  {row.article_id or '':<{width}}  {_told(row)}" for row in rows]
        return [*table, f"Nothing was changed. An import would {_summary(rows)}."]

    def _entry(self, rows: Sequence[Row]) -> Entry | None:
        count = sum(row.acts for row in rows)
        return (
            Entry(OPERATOR, "articles.imported", None, {"articles": count, "published": self._publish})
            if count
            else None
        )


def _told(row: Row) -> str:
    return f"{row.path}: {row.problem} ({row.code})" if row.problem else row.path


def _summary(rows: Sequence[Row]) -> str:
    counts = Counter(row.change for row in rows)
    archive = f", archive {counts['archive']}" if counts["archive"] else ""
    refused = f", and refuse {counts['refused']}" if counts["refused"] else ""
    told = f"create {counts['create']}, update {counts['update']} and leave {counts['leave']} as they are"
    return f"{told}{archive}{refused}"


def _others(rows: Sequence[Row]) -> str:
    counts = Counter[str](row.change for row in rows)
    told = (("leave", "left as they are"), ("archive", "archived"), ("refused", "refused"))
    return "".join(f", {counts[change]} {words}" for change, words in told if counts[change])


def _progress(done: int, total: int, what: str = "read") -> None:
    """One line that is written over, for people who watch."""
    if sys.stderr.isatty() and (done % 10 == 0 or done == total):
        print(f"\r{done} of {total} {what} ", end="\n" if done == total else "", file=sys.stderr, flush=True)


def main() -> int:
    _parser().parse_args()  # `--help` and usage errors need no database
    database = Database(ChatSettings().database_address, record=Outbox(system_clock).record)
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
        prog="./baton articles", description="Import articles, or export them as Markdown files."
    )
    actions = parser.add_subparsers(dest="action", required=True)
    importing = actions.add_parser(
        "import", help="import articles from folders, files, zip archives, or a site; if one fails, none is imported"
    )
    importing.add_argument("sources", nargs="+", metavar="PATH|URL")
    importing.add_argument("--drafts", action="store_true", help="import as drafts and publish nothing")
    importing.add_argument("--dry-run", action="store_true", help="say what would be done and change nothing")
    importing.add_argument("--skip-refused", action="store_true", help="import the others if some cannot be imported")
    importing.add_argument(
        "--delete-missing", action="store_true", help="archive what an earlier import brought and is missing now"
    )
    exporting = actions.add_parser(
        "export", help="write each published article to a file in a new folder, with its pictures"
    )
    exporting.add_argument("folder", type=Path)
    exporting.add_argument("--drafts", action="store_true", help="write articles that were never published, too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
