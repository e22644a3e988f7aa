"""`./baton generate`: writes every generated file; with `--check`, only says which ones are out of date."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

from chat.assembly.app import describe_api
from chat.assembly.container import build_container, stop
from chat.assembly.settings import ChatSettings
from chat.contract.data_model import data_model
from chat.contract.reference import reference_of
from chat.contract.typescript import typescript_of
from kit.clock import system_clock

ROOT = Path(__file__).resolve().parents[2]


def generated_files() -> dict[str, str]:
    """Path -> text, as the code has it now."""
    document = openapi_document()
    return {
        "frontend/shared/api/contract.ts": typescript_of(document),
        "docs/api.md": reference_of(document),
        "docs/data-model.md": data_model(),
    }


def openapi_document() -> dict[str, Any]:
    return asyncio.run(_openapi())


def stale(files: dict[str, str]) -> list[str]:
    """The files whose text is not what the code says."""
    return [name for name, text in files.items() if not _is(ROOT / name, text)]


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


async def _openapi() -> dict[str, Any]:
    """The document of an application that is built and never started."""
    with tempfile.TemporaryDirectory() as folder:
        settings = ChatSettings(data=Path(folder), database_url=f"sqlite:///{folder}/none.db", redis_url="")
        container = build_container(settings, system_clock)
        try:
            return describe_api(container)
        finally:
            await stop(container)


def write(names: list[str], files: dict[str, str]) -> None:
    for name in names:
        (ROOT / name).write_text(files[name], encoding="utf-8")
        print(f"written: {name}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    files = generated_files()
    out_of_date = stale(files)
    if check:
        for name in out_of_date:
            print(f"{name} is not what the code says: run ./baton generate, and commit what it writes.")
        return 1 if out_of_date else 0
    write(out_of_date, files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
