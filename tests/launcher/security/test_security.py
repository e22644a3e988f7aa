"""Known vulnerabilities of locked packages are found, and excepted for a time. Not asked is not clean."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from launcher.command_error import CommandError
from launcher.places import Checkout
from launcher.security.accepted import read_accepted
from launcher.security.advisories import NotChecked, ask_npm, ask_osv
from launcher.security.bill import bill_of, write_bills
from launcher.security.check import Report, examine, tell
from launcher.security.locked import Lock, read_locks
from tests.launcher.launched import ROOT, run_baton

BAD = {"id": "GHSA-bad0-bad0-bad0", "aliases": ["CVE-2030-1"], "summary": "A letter too many runs code."} | {
    "affected": [{"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.4.2"}]}]}]
}
NPM_ADVISORY = {
    "id": 730_001,
    "url": "https://github.com/advisories/GHSA-npm0-npm0-npm0",
    "title": "Prototype pollution",
    "severity": "high",
    "vulnerable_versions": "<2.0.0",
    "cwe": [],
    "cvss": {"score": 7.5, "vectorString": None},
}
TODAY = date(2030, 6, 1)
EXCEPTION = """
[[accepted]]
id = "CVE-2030-1"
package = "Letters"
since = 2030-01-15
until = {until}
reason = "Only its command line is affected."
"""


class Service(BaseHTTPRequestHandler):
    """OSV, and npm's advisories, with one bad version each."""

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("advisories/bulk"):
            self._send({"left-letters": [NPM_ADVISORY]})
            return
        asked = json.loads(content)
        bad = [each["package"]["name"] == "letters" and each["version"] == "1.4.1" for each in asked["queries"]]
        self._send({"results": [{"vulns": [{"id": BAD["id"]}]} if each else {} for each in bad]})

    def do_GET(self) -> None:
        found = self.path == f"/v1/vulns/{BAD['id']}"
        self._send(BAD if found else {}, 200 if found else 404)

    def _send(self, body: dict[str, Any], status: int = 200) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def locks(tmp_path: Path) -> list[Lock]:
    """A checkout whose locks hold a bad version, one beside it, a build without a hash, and two packages of npm."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "app.lock").write_text(
        f"letters==1.4.1 \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n    # via x\n"
        f"Numbers_x==2.0 \\\n    --hash=sha256:{'c' * 64}\n",
        encoding="utf-8",
    )
    (tmp_path / "requirements" / "app.in").write_text("torch==2.13.0\nnodes==24.*\nletters\n", encoding="utf-8")
    (tmp_path / "frontend").mkdir()
    packages = {
        "": {"name": "shop", "version": "1.0.0", "dependencies": {"left-letters": "1.0.0", "@x/right": "2.0.0"}},
        "node_modules/left-letters": {"version": "1.0.0", "integrity": "sha512-3q2+7w=="},
        "node_modules/@x/right": {"version": "2.0.0", "dev": True},
    }
    lock = {"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "requires": True, "packages": packages}
    (tmp_path / "frontend" / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    (tmp_path / "frontend" / "package.json").write_text(json.dumps(packages[""]), encoding="utf-8")
    return read_locks(Checkout(tmp_path))


def report(locks: list[Lock], service: str, tmp_path: Path, until: str | None = None) -> Report:
    file = tmp_path / "accepted.toml"
    file.write_text(EXCEPTION.format(until=until) if until else "", encoding="utf-8")
    app = next(lock for lock in locks if lock.name == "app")
    return examine([("app.lock", lambda: ask_osv(app, service))], read_accepted(file), TODAY)


def test_a_bad_version_is_found_and_the_versions_beside_it_are_not(
    locks: list[Lock], service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = report(locks, service, tmp_path)
    tell(found)
    said = capsys.readouterr().out
    assert said == "✗ app: letters 1.4.1 has GHSA-bad0-bad0-bad0: A letter too many runs code.; fixed in 1.4.2\n"
    assert found.code == 1


def test_an_exception_holds_until_its_day_and_not_longer(
    locks: list[Lock], service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holds = report(locks, service, tmp_path, until="2030-06-01")
    assert (holds.code, len(holds.accepted)) == (0, 1)
    ended = report(locks, service, tmp_path, until="2030-05-31")
    assert (ended.code, ended.accepted) == (1, [])
    tell(ended)
    assert "the exception for CVE-2030-1 in Letters ended on 2030-05-31" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (EXCEPTION.format(until="2031-06-01"), "must end within 180 days"),
        (EXCEPTION.format(until="2029-06-01"), "must end within 180 days"),
        (EXCEPTION.format(until="2030-06-01").replace("reason =", "because ="), "needs `reason`"),
        (EXCEPTION.format(until='"soon"'), "needs `until` (a date)"),
    ],
)
def test_an_exception_needs_its_dates_and_a_reason(entry: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "accepted.toml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        read_accepted(file)
    assert words in str(caught.value)


def test_what_could_not_be_asked_is_not_clean(
    locks: list[Lock], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = report(locks, "http://127.0.0.1:9", tmp_path, until="2030-06-01")
    tell(nothing)
    said = capsys.readouterr()
    assert nothing.code == 3
    assert "app.lock was not checked: http://127.0.0.1:9/v1/querybatch cannot be reached" in said.err
    assert "this is no clean result; exit code 3" in said.err
    assert said.out == ""
    assert nothing.unneeded == []


def test_npm_audit_is_asked_for_the_front_end(locks: list[Lock], service: str) -> None:
    folder = next(lock for lock in locks if lock.name == "frontend").path.parent
    (found,) = ask_npm(Checkout(ROOT), folder, f"{service}/")
    assert (found.package, found.id, found.summary) == ("left-letters", "GHSA-npm0-npm0-npm0", "Prototype pollution")
    with pytest.raises(NotChecked, match="npm audit got no answer"):
        ask_npm(Checkout(ROOT), folder, "http://127.0.0.1:9/")


def test_a_bill_names_every_locked_package_with_its_hashes(locks: list[Lock]) -> None:
    app, frontend = (bill_of(lock) for lock in locks)
    assert (app["bomFormat"], app["specVersion"]) == ("CycloneDX", "1.6")
    assert {each["purl"]: [one["content"][0] for one in each["hashes"]] for each in app["components"]} == {
        "pkg:pypi/letters@1.4.1": ["a", "b"],
        "pkg:pypi/numbers-x@2.0": ["c"],
        "pkg:pypi/torch@2.13.0": [],
    }
    left, right = sorted(frontend["components"], key=lambda each: str(each["name"]))
    assert (left["purl"], left["scope"]) == ("pkg:npm/left-letters@1.0.0", "required")
    assert left["hashes"] == [{"alg": "SHA-512", "content": "deadbeef"}]
    assert (right["purl"], right["group"], right["scope"]) == ("pkg:npm/%40x/right@2.0.0", "@x", "excluded")


def test_the_bills_of_this_checkout_are_complete_and_the_same_twice(tmp_path: Path) -> None:
    locks = read_locks(Checkout(ROOT))
    first, second = write_bills(locks, tmp_path / "one"), write_bills(locks, tmp_path / "two")
    assert {path.name for path in first} == {
        *(f"{path.stem}.cdx.json" for path in (ROOT / "requirements").glob("*.lock")),
        "frontend.cdx.json",
    }
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    for path in first:
        components = json.loads(path.read_text(encoding="utf-8"))["components"]
        assert len({each["bom-ref"] for each in components}) == len(components) > 1
        unhashed = {each["name"] for each in components if not each["hashes"]}
        assert unhashed <= {"torch"}, path.name


def test_the_command_says_what_it_could_not_check(tmp_path: Path) -> None:
    done = run_baton("check", "--security", "--bills", tmp_path, "--advisories", "http://127.0.0.1:9")
    assert done.returncode in (1, 3), done.stderr  # 1 where npm can be asked and knows something
    assert "app.lock was not checked" in done.stderr
    assert (tmp_path / "app.cdx.json").is_file()
    assert "Traceback" not in done.stderr
