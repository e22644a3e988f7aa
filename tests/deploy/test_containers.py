"""Containers name only what exists: settings, ports, paths and commands; and what an image gets is enough to run.

No image is built here. The folders that a stage copies are laid out as in the image, and its process is started there.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from chat.assembly.settings import ChatSettings
from knowledge_base.settings import KnowledgeSettings
from tests.bot.process import rasa_python
from tests.docs.documents import ROOT, first_names, text, variables_in
from tests.fixtures.chat_process import ServedChat, free_port

CONTAINERS = ROOT / "deploy" / "containers"
BASE = ROOT / "deploy" / "kustomize" / "base"
PROCESSES = {
    "chat": ("chat.assembly.serve", 8000),
    "knowledge": ("knowledge_base.service.serve", 8001),
    "bot": ("bot.serve", 8002),
}
PATIENCE_SECONDS = 180


def stages() -> dict[str, str]:
    """Stage -> its instructions, with continued lines joined."""
    dockerfile = (CONTAINERS / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    parts = re.split(r"^FROM \S+ AS (\w+)$", dockerfile, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def copied(stage: str) -> list[str]:
    """What a stage takes from the checkout itself."""
    return re.findall(r"^COPY (\S+) \1$", stages()[stage], re.MULTILINE)


def manifests() -> Iterator[dict[str, Any]]:
    for file in yaml.safe_load((BASE / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]:
        yield from yaml.safe_load_all((BASE / file).read_text(encoding="utf-8"))


def pods() -> dict[str, dict[str, Any]]:
    """Each workload's pod, by its name."""
    workloads = (each for each in manifests() if "template" in each.get("spec", {}))
    return {each["metadata"]["name"]: each["spec"]["template"]["spec"] for each in workloads}


def own_text() -> str:
    """Everything that the files for containers say."""
    files = [file for folder in (CONTAINERS, BASE) for file in sorted(folder.glob("*")) if file.is_file()]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CONTAINERS / "compose.yml").read_text(encoding="utf-8"))
    return found


def laid_out(stage: str, folder: Path) -> Path:
    for name in [*copied("base"), *copied(stage)]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(ROOT / name)
    return folder


def test_every_process_has_an_image_without_rights_and_with_a_health_check() -> None:
    found = stages()
    assert set(found) == {"built", "base", *PROCESSES}
    for name, (module, port) in PROCESSES.items():
        assert re.search(r"^USER 10001:10001$", found[name], re.MULTILINE), name
        assert f"127.0.0.1:{port}/" in found[name].partition("HEALTHCHECK")[2]
        assert f'-m", "{module}"' in found[name] or f"-m {module} " in found[name]
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
        assert name == "bot" or f"EXPOSE {port}\n" in found[name]
    assert ChatSettings.model_fields["port"].default == PROCESSES["chat"][1]
    assert KnowledgeSettings.model_fields["port"].default == PROCESSES["knowledge"][1]


def test_everything_that_is_copied_is_there() -> None:
    for name in ("base", *PROCESSES):
        assert copied(name)
        assert [path for path in copied(name) if not (ROOT / path).exists()] == []
    built = [path for stage in stages().values() for path in re.findall(r"--from=built /opt/baton/(\S+)", stage)]
    assert {path.split("/")[1] for path in built} == {"environments", "frontend", "encoder", "bot-model"}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not {path.split("/")[0] for name in PROCESSES for path in copied(name)} & set(ignored)


def test_no_file_names_a_setting_that_does_not_exist() -> None:
    known = set(first_names(text("docs/configuration.md")))
    named = variables_in(own_text())
    assert {"BATON_DATABASE_URL_FILE", "BATON_KEY_FILE", "BATON_BOT_URLS"} <= named <= known


def test_compose_starts_each_image_confined_and_with_secrets_that_are_files() -> None:
    found = compose()
    ours = {name: each for name, each in found["services"].items() if each["image"].startswith("baton-")}
    assert {each["image"] for each in ours.values()} == {f"baton-{name}" for name in PROCESSES}
    for name, each in ours.items():
        assert each["read_only"], name
        assert each["cap_drop"] == ["ALL"], name
        assert each["build"]["target"] == each["image"].removeprefix("baton-")
        assert (CONTAINERS / each["build"]["context"]).resolve() == ROOT
        assert (ROOT / each["build"]["dockerfile"]).is_file()
        secrets = {value for key, value in each["environment"].items() if key.endswith("_FILE")}
        assert secrets == {f"/run/secrets/{secret}" for secret in each["secrets"]}, name
    used = {secret for each in found["services"].values() for secret in each.get("secrets", ())}
    assert used == set(found["secrets"])
    bots = [each for each in ours.values() if each["image"] == "baton-bot"]
    assert all(each["network_mode"] == "service:chat" for each in bots)
    assert len(ours["chat"]["environment"]["BATON_BOT_URLS"].split(",")) == len(bots)


def test_pods_are_confined_and_mount_only_volumes_that_they_have() -> None:
    found = pods()
    assert set(found) == {"baton-chat", "baton-knowledge", "baton-migrate"}
    for name, pod in found.items():
        assert pod["securityContext"]["runAsNonRoot"], name
        volumes = {each["name"] for each in pod["volumes"]}
        for container in [*pod["initContainers"], *pod["containers"]]:
            where = f"{name}/{container['name']}"
            assert container["image"].removeprefix("baton-") in PROCESSES, where
            assert container["securityContext"]["readOnlyRootFilesystem"], where
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}, where
            assert "memory" in container["resources"]["limits"], where
            assert {each["name"] for each in container["volumeMounts"]} <= volumes, where
    settings = next(each for each in manifests() if each["kind"] == "ConfigMap")["data"]
    bots = [each for each in found["baton-chat"]["containers"] if each["image"] == "baton-bot"]
    assert settings["BATON_BOT_URLS"].split(",") == [f"http://127.0.0.1:{each['args'][1]}" for each in bots]
    assert settings["BATON_KNOWLEDGE_URL"] == "http://baton-knowledge:8001"


def test_each_secret_that_a_setting_names_is_laid_out_for_its_pod() -> None:
    settings = next(each for each in manifests() if each["kind"] == "ConfigMap")["data"]
    for name, pod in pods().items():
        words = pod["initContainers"][0]["command"][2]
        pairs = [pair for each in pod["containers"] for pair in each.get("env", ())]
        own = [pair["value"] for pair in pairs if pair["name"].endswith("_FILE")]
        shared = [value for key, value in settings.items() if key.endswith("_FILE")] if name == "baton-chat" else []
        for path in {*own, *shared}:
            secret = path.rpartition("/")[2]
            assert f"install -m 0600 /secrets/{secret} " in words, name
            assert {"key": secret, "path": secret} in pod["volumes"][0]["secret"]["items"]


def probed() -> set[str]:
    """Every address that a health check of an image, of Compose or of a pod asks."""
    return set(re.findall(r"http://127\.0\.0\.1:(\d+/\w[\w/]*)", own_text()))


async def test_health_checks_ask_for_what_is_served(chat: ServedChat) -> None:
    bots = {f"{port}/webhooks/baton/health" for port in (8002, 8003)}
    assert probed() == {"8000/api/v1/health", "8001/health", *bots}
    assert (await chat.http.get("/api/v1/health")).status_code == 200
    command = [sys.executable, str(CONTAINERS / "healthy.py")]
    down = f"http://127.0.0.1:{free_port()}/api/v1/health"
    assert subprocess.run([*command, down, "--alive"], check=False).returncode == 1


@pytest.mark.parametrize("process", ["knowledge", "bot"])
def test_what_an_image_gets_is_enough_to_import_its_process(process: str, tmp_path: Path) -> None:
    python = rasa_python() if process == "bot" else sys.executable
    folder, (module, _) = laid_out(process, tmp_path), PROCESSES[process]
    done = subprocess.run(
        [python, "-c", f"import {module}; print({module}.__file__)"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(folder))


def test_chat_migrates_serves_and_is_healthy_with_what_its_image_gets(tmp_path: Path) -> None:
    """Without torch, which the image leaves out; and a clean stop leaves no write-ahead log beside the database."""
    folder, port = laid_out("chat", tmp_path / "image"), free_port()
    (tmp_path / "without" / "torch").mkdir(parents=True)
    (tmp_path / "without" / "torch" / "__init__.py").write_text("raise ImportError('left out')", encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path / "without"), str(folder)])
    data = {"BATON_DATA": str(tmp_path / "data"), "BATON_PORT": str(port)}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": paths, **data}
    migrate = [sys.executable, "-m", "chat.assembly.migrate"]
    subprocess.run(migrate, cwd=folder, env=environment, check=True)
    with subprocess.Popen([sys.executable, "-m", PROCESSES["chat"][0]], cwd=folder, env=environment) as server:
        try:
            assert healthy(folder, f"http://127.0.0.1:{port}/api/v1/health")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE_SECONDS)
    assert [path.name for path in (tmp_path / "data").glob("baton.sqlite3*")] == ["baton.sqlite3"]


def healthy(folder: Path, address: str) -> bool:
    """Asks as the health check of a container does: again and again, until it is healthy."""
    retry = f"until {json.dumps(sys.executable)} deploy/containers/healthy.py {address}; do sleep 0.2; done"
    return subprocess.run(["sh", "-c", retry], cwd=folder, timeout=PATIENCE_SECONDS, check=False).returncode == 0
