"""Set-up does each step once for each state of its inputs, in parallel if possible, and one command at a time."""

import asyncio
import hashlib
import io
import shutil
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from bot.packs.material import Material
from launcher.commands.check import broken_links, stale_locks
from launcher.locks import set_up_lock
from launcher.places import Checkout
from launcher.processes.run import CommandFailed, run
from launcher.set_up import torch_build
from launcher.set_up.environments import Pip
from launcher.set_up.progress import Progress
from launcher.set_up.steps import Step, Tell, hash_of, pending, perform
from launcher.set_up.training import model_step
from launcher.set_up.wheels import compiled_packages, installs, packages
from tests.launcher.launched import ROOT, Launched

DATA = ROOT / "training_data"


class Workshop:
    """Steps that record when they were done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: list[str] = []
        self.screen = io.StringIO()

    def step(self, name: str, *needs: str, fails: bool = False) -> Step:
        source = self.folder / f"{name}.in"
        source.touch()

        async def work(tell: Tell) -> None:
            if fails:
                raise CommandFailed(f"{name} failed", "")
            self.done.append(name)

        return Step(name, f"the {name}", self.folder / "out" / name, lambda: hash_of(source), work, needs)

    def perform(self, *steps: Step) -> None:
        asyncio.run(perform(steps, Progress(self.screen)))


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def test_a_step_runs_once_and_again_when_its_input_changes(workshop: Workshop) -> None:
    step = workshop.step("model")
    workshop.perform(step)
    workshop.perform(step)
    assert workshop.done == ["model"]
    assert pending([step]) == []
    (workshop.folder / "model.in").write_text("another sentence", encoding="utf-8")
    assert pending([step]) == [step]
    workshop.perform(step)
    assert workshop.done == ["model", "model"]


@pytest.mark.parametrize(
    "file", Material(DATA, (DATA / "packs" / "shop",)).files, ids=lambda file: str(file.relative_to(DATA))
)
def test_the_bot_is_trained_again_when_any_of_its_sources_changes(file: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "training_data", tmp_path / "training_data")
    encoder = tmp_path / ".baton" / "encoder" / ".baton-encoder"
    for made in (encoder, tmp_path / "requirements" / "rasa.lock", tmp_path / "bot" / "config.yml"):
        made.parent.mkdir(parents=True)
        made.touch()
    step = model_step(Checkout(tmp_path))
    step.mark_done()
    assert step.is_done()
    with (tmp_path / file.relative_to(ROOT)).open("a", encoding="utf-8") as changed:
        changed.write("# another word\n")
    assert not step.is_done()


def test_a_step_waits_for_the_steps_it_needs(workshop: Workshop) -> None:
    workshop.perform(workshop.step("model", "encoder"), workshop.step("encoder", "packages"), workshop.step("packages"))
    assert workshop.done == ["packages", "encoder", "model"]


def test_a_failed_step_is_tried_again(workshop: Workshop) -> None:
    with pytest.raises(ExceptionGroup) as failure:
        workshop.perform(workshop.step("front", fails=True), workshop.step("pages", "front"))
    assert [str(inner) for inner in failure.value.exceptions] == ["front failed"]
    assert "✗  the front" in workshop.screen.getvalue()
    workshop.perform(workshop.step("front"), workshop.step("pages", "front"))
    assert workshop.done == ["front", "pages"]


def test_deleting_a_result_makes_it_again(workshop: Workshop) -> None:
    step = workshop.step("pages")
    workshop.perform(step)
    step.stamp.unlink()
    assert pending([step]) == [step]


def test_the_hash_of_a_folder_ignores_build_leftovers(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.ts").write_text("1", encoding="utf-8")
    before = hash_of(source)
    (source / "node_modules").mkdir()
    (source / "node_modules" / "package.js").write_text("2", encoding="utf-8")
    assert hash_of(source) == before
    (source / "page.ts").rename(source / "other.ts")
    assert hash_of(source) != before


HOLD_THE_LOCK = """
import sys
from pathlib import Path
from launcher.locks import set_up_lock
with set_up_lock(Path(sys.argv[1])):
    print("mine", flush=True)
"""


def test_a_second_command_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with set_up_lock(lock):
        second = Launched([sys.executable, "-c", HOLD_THE_LOCK, lock])
        second.until("another ./baton is setting up this checkout; waiting for it")
        assert "mine" not in second.lines
    second.until("mine")
    assert second.ended() == 0
    second.close()


def test_a_failed_command_shows_its_last_lines_and_its_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = "print('one'); print('the index is closed'); raise SystemExit(3)"
    with pytest.raises(CommandFailed, match=f"failed with exit code 3: the index is closed .all of it: {log}."):
        asyncio.run(run([sys.executable, "-c", code], environment={}, folder=tmp_path, log=log))
    assert log.read_text(encoding="utf-8") == "one\nthe index is closed\n"


CUDA = '{"install": [{"metadata": {"requires_dist": ["filelock", "nvidia-cudnn-cu13; platform_system == \'Linux\'"]}}]}'
CPU = '{"install": [{"metadata": {"requires_dist": ["filelock", "sympy>=1.13"]}}]}'


@pytest.mark.skipif(torch_build.has_nvidia_gpu(), reason="this machine has an NVIDIA GPU, so pip chooses")
@pytest.mark.parametrize(
    ("own_index", "cpu_index", "expected"),
    [
        (CPU, None, ("torch==2.13.0", "--no-deps")),
        (CUDA, CPU, ("torch==2.13.0", "--no-deps", "--index-url", torch_build.CPU_INDEX)),
        (CUDA, None, ("torch==2.13.0",)),
    ],
    ids=["pip's own choice is a CPU build", "PyTorch's CPU index has one", "none is available"],
)
def test_no_cuda_is_downloaded_if_a_cpu_build_is_available(
    tmp_path: Path, own_index: str, cpu_index: str | None, expected: tuple[str, ...]
) -> None:
    async def pip(arguments: list[str]) -> str:
        report = own_index if "--index-url" not in arguments else cpu_index
        if report is None:
            raise CommandFailed("the index does not answer", "")
        Path(arguments[arguments.index("--report") + 1]).write_text(report, encoding="utf-8")
        return ""

    build = asyncio.run(torch_build.choose("torch==2.13.0", pip, tmp_path))
    assert build.arguments[: len(expected)] == expected
    assert bool(build.warning) == (expected == ("torch==2.13.0",))


def test_a_lock_older_than_its_input_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "requirements"
    folder.mkdir()
    (folder / "app.in").write_text("fastapi\n", encoding="utf-8")
    (folder / "app.lock").write_text("# inputs: app.in sha256=0\n", encoding="utf-8")
    assert "requirements/app.lock is older than app.in" in stale_locks(Checkout(tmp_path))
    assert stale_locks(Checkout(ROOT)) == ""


LOCK = "multidict==5.2.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\ndocopt==0.6.2 \\\n    --hash=sha256:cc\n"


@pytest.mark.parametrize(
    ("recorded", "complaint"),
    [
        ("aa  multidict-5.2.0.tar.gz\ncc  docopt-0.6.2.tar.gz", "multidict 5.2.0 has no wheel for Python 3.11"),
        ("aa  multidict-5.2.0-cp310-cp310-manylinux2014_x86_64.whl\ncc  docopt-0.6.2.tar.gz", "multidict 5.2.0 has no"),
        ("bb  multidict-5.2.0-py3-none-any.whl", "pip's file for docopt 0.6.2 is not recorded"),
        ("bb  multidict-5.2.0-py3-none-any.whl\ncc  docopt-0.6.2.tar.gz", ""),
    ],
    ids=["sources", "another Python's wheel", "not recorded", "none"],
)
def test_a_package_that_needs_a_compiler_is_reported(tmp_path: Path, recorded: str, complaint: str) -> None:
    folder = tmp_path / "requirements"
    folder.mkdir()
    (folder / "rasa.lock").write_text(LOCK, encoding="utf-8")
    (folder / "wheels.txt").write_text(recorded + "\n", encoding="utf-8")
    said = compiled_packages(Checkout(tmp_path))
    assert said.startswith(f"requirements/rasa.lock: {complaint}") if complaint else said == ""
    assert len(said.splitlines()) == bool(complaint)


def test_every_package_of_every_lock_installs_without_a_compiler() -> None:
    pins = {lock.name: len(packages(lock)) for lock in (ROOT / "requirements").glob("*.lock")}
    assert all(pins.values())
    assert pins["rasa.lock"] > 150
    assert compiled_packages(Checkout(ROOT)) == ""


@pytest.mark.parametrize("environment", ["app_packages", "rasa_packages"])
def test_packages_that_only_an_early_python_3_11_needs_are_locked_too(environment: str) -> None:
    """Debian 12 has 3.11.2. A lock made on a later version lacks packages that only earlier ones need."""
    installed = list(distributions(path=[str(getattr(Checkout(ROOT), environment))]))
    names = {canonicalize_name(each.name) for each in installed}
    assert len(names) > 100
    missing = {
        f"{canonicalize_name(need.name)} (for {each.name})"
        for each in installed
        for need in map(Requirement, each.requires or ())
        if need.marker and needed_on(need.marker, "3.11.0") and not needed_on(need.marker, "3.11.99")
        if canonicalize_name(need.name) not in names
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("environment", "excepted"), [("app_packages", set()), ("rasa_packages", {"rasa", "rasa-sdk"})]
)
def test_every_package_accepts_the_earliest_python_3_11(environment: str, excepted: set[str]) -> None:
    """Only Rasa itself excludes 3.11 in its metadata, and is installed nevertheless."""
    installed = distributions(path=[str(getattr(Checkout(ROOT), environment))])
    required = {canonicalize_name(each.name): each.metadata["Requires-Python"] for each in installed}
    refusing = {name for name, wanted in required.items() if wanted and "3.11.0" not in SpecifierSet(wanted)}
    assert refusing == excepted


def needed_on(marker: Marker, python: str) -> bool:
    return marker.evaluate({"python_full_version": python, "extra": ""})


@pytest.mark.parametrize(
    ("file", "does"),
    [
        ("a-1-py2.py3-none-any.whl", True),
        ("a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", True),
        ("a-1-cp37-abi3-manylinux_2_28_x86_64.whl", True),
        ("a-1-cp311-cp311-manylinux_2_34_x86_64.whl", False),
        ("a-1-cp311-cp311-manylinux2014_aarch64.whl", False),
        ("a-1-cp312-abi3-manylinux2014_x86_64.whl", False),
        ("a-1-cp310-cp310-manylinux2014_x86_64.whl", False),
        ("a-1-cp311-cp311-musllinux_1_2_x86_64.whl", False),
        ("a-1-cp311-cp311-win_amd64.whl", False),
        ("a-1.tar.gz", False),
    ],
)
def test_which_wheels_install_on_the_oldest_supported_machine(file: str, does: bool) -> None:
    assert installs(file) is does


def test_pip_never_compiles(tmp_path: Path) -> None:
    """A package that exists only as source and is not listed as plain Python."""
    sources = tmp_path / "compiled-1"
    sources.mkdir()
    (sources / "setup.py").write_text("raise SystemExit('a compiler would be called')", encoding="utf-8")
    shutil.make_archive(str(sources), "gztar", tmp_path, "compiled-1")
    digest = hashlib.sha256((tmp_path / "compiled-1.tar.gz").read_bytes()).hexdigest()
    lock = tmp_path / "some.lock"
    lock.write_text(f"--no-index\n--find-links {tmp_path}\ncompiled==1 --hash=sha256:{digest}\n", encoding="utf-8")
    pip = Pip(Checkout(tmp_path), Path(sys.executable).parent.parent, "pip")
    with pytest.raises(CommandFailed, match=r"no compiled==1 that installs on this machine without a compiler"):
        asyncio.run(pip.install_locked(lock, lambda note, share: None))


def test_a_link_without_a_target_is_reported(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("[here](docs/x.md) [there](https://example.com)", encoding="utf-8")
    assert broken_links(Checkout(tmp_path)) == "README.md: the link to docs/x.md has no target"
