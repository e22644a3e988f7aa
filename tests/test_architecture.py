"""What import-linter cannot say of the source. The order of rooms and folders is declared in `pyproject.toml`."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.documents import project_files

ROOT = Path(__file__).resolve().parent.parent

ROOMS = (
    "kit",
    "conversations",
    "staff",
    "handoff",
    "knowledge_base",
    "chat",
    "bot",
    "launcher",
    "benchmarks",
    "migrations",
)
SERVING = ("kit", "conversations", "staff", "handoff", "knowledge_base", "chat")
ONLY_IN = {
    "rasa": "bot/",
    "torch": "knowledge_base/encoders/encoder.py",
    "sentence_transformers": "knowledge_base/encoders/encoder.py",
}
MOST_FILES = 14
SOURCE = {".py", ".ts", ".tsx", ".css", ".mjs", ".html"}
LARGER = {
    "migrations/versions": "one file for each change of the schema, in their order",
}
MOST_LINES = 300
LONGEST_FUNCTION = 50
GENERATED = {"frontend/shared/api/contract.ts"}
READS_ENVIRONMENT = {"chat/assembly/settings.py", "knowledge_base/settings.py", "kit/settings.py"}


def modules(room: str) -> Iterator[Path]:
    return (path for path in sorted((ROOT / room).rglob("*.py")) if "content" not in path.parts)


def imports(path: Path) -> set[str]:
    """Every module that a file names in an import, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
    return found


def test_migrations_import_the_tables_alone() -> None:
    """They are no package, so import-linter does not see them."""
    ours = {name for path in modules("migrations") for name in imports(path) if name.split(".")[0] in ROOMS}
    assert ours <= {"chat.assembly.tables", "kit.database", "kit.sql.engines"}


def test_no_folder_of_source_has_more_than_fourteen_files() -> None:
    """The front end, the benchmarks, the launcher and the tests, too. `LARGER` names what is left, with its reason."""
    sources = (path.relative_to(ROOT) for path in project_files() if path.suffix in SOURCE)
    files = Counter(str(path.parent) for path in sources)
    assert {folder for folder, count in files.items() if count > MOST_FILES} == LARGER.keys()


def test_no_module_has_more_than_three_hundred_lines() -> None:
    """Tests and migrations aside: those are lists."""
    long = set()
    for path in project_files():
        name = str(path.relative_to(ROOT))
        if path.suffix not in {".py", ".ts", ".tsx"} or name.startswith(("tests/", "migrations/")) or ".test." in name:
            continue
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES:
            long.add(name)
    assert long <= GENERATED


def test_no_function_has_more_than_fifty_lines() -> None:
    """A router with many calls is filled by one function for each noun."""
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for room in ROOMS
        for path in modules(room)
        if "versions" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize(("library", "place"), ONLY_IN.items())
def test_heavy_libraries_stay_where_they_belong(library: str, place: str) -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in modules(room)
        if library in {name.split(".")[0] for name in imports(path)}
        and not str(path.relative_to(ROOT)).startswith(place)
    ]
    assert wrong == []


def test_the_launcher_needs_the_standard_library_alone() -> None:
    foreign = {
        f"{path.name}: {name}"
        for path in modules("launcher")
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"launcher"}
    }
    assert foreign == set()


def test_sql_stands_in_repositories_alone() -> None:
    """Services and endpoints build no statements that write; queries over several rooms are composed in `chat`."""
    writing = {"insert", "update", "delete"}
    wrong = []
    for room in ("conversations", "staff", "handoff", "knowledge_base"):
        for path in modules(room):
            if "repository" in path.name:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.ImportFrom) or node.module != "sqlalchemy":
                    continue
                if names := writing & {alias.name for alias in node.names}:
                    wrong.append(f"{path.relative_to(ROOT)}: {names}")
    assert wrong == []


def test_only_settings_read_the_environment() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for room in SERVING
        for path in modules(room)
        if str(path.relative_to(ROOT)) not in READS_ENVIRONMENT
        and any(use in path.read_text(encoding="utf-8") for use in ("os.environ[", "os.getenv(", "os.environ.get("))
    ]
    assert wrong == []


def test_a_started_chat_holds_neither_rasa_nor_torch() -> None:
    code = (
        "import sys, chat.assembly.app, chat.assembly.serve\n"
        "print(sorted({'rasa', 'torch', 'sentence_transformers', 'onnxruntime', 'spacy', 'numpy', 'sklearn'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in modules(room)
        if "versions" not in path.parts and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
