"""`python -m knowledge_base.import_jobs.reading_process FOLDER`: reads one source into drafts, and ends.

Files and pages come from outside and their formats are old and large. So they are read in a process of its own, with
limits on memory and time, with no secret in its environment: a document that is made to do harm ends this process and
nothing else. The folder has the order and the files; what was found is written there too.
"""

import json
import resource
import sys
from base64 import b64decode, b64encode
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kit.errors import BatonError
from knowledge_base.articles.record import Content
from knowledge_base.imports.found import Draft, Found, Refusal
from knowledge_base.imports.reading import read_files
from knowledge_base.sites.crawling import read_site

ORDER, FOUND, FAILURE = "order.json", "found.jsonl", "failure.json"
MOST_MEMORY_BYTES = 2 * 1024**3
MOST_CPU_SECONDS = 600


def main() -> int:
    folder = Path(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    order = json.loads((folder / ORDER).read_text(encoding="utf-8"))
    try:
        found = _read(order, folder)
    except BatonError as error:
        (folder / FAILURE).write_text(json.dumps({"code": error.code, "problem": error.message}), encoding="utf-8")
        return 1
    with (folder / FOUND).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_row(one)) + "\n" for one in found)
    return 0


def _row(one: Found) -> dict[str, Any]:
    row = asdict(one)
    if isinstance(one, Draft):
        row["pictures"] = [(target, b64encode(content).decode()) for target, content in one.pictures]
    return row


def read_found(folder: Path) -> list[Found]:
    """What the process has written."""
    with (folder / FOUND).open(encoding="utf-8") as file:
        return [_found(json.loads(line)) for line in file]


def _found(row: dict[str, Any]) -> Found:
    if "content" not in row:
        return Refusal(**row)
    content = row.pop("content")
    pictures = tuple((target, b64decode(picture)) for target, picture in row.pop("pictures"))
    words = Content(**{**content, "questions": tuple(content["questions"])})
    return Draft(content=words, pictures=pictures, **row)


def _read(order: dict[str, Any], folder: Path) -> list[Found]:
    if order["address"] is not None:
        return read_site(order["address"], _tell, allowed=order["allowed"])
    return read_files([(name, folder / file) for name, file in order["files"]], _tell)


def _tell(done: int, total: int) -> None:
    print(done, total, flush=True)


if __name__ == "__main__":
    sys.exit(main())
