"""The real bot: one really trained model for all tests here, and one process that serves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bot.process import BotProcess, free_port, rasa_python, write_token
from tests.bot.training import encoder_folder, trained

TOKEN = "a-token-for-the-tests-only"


@pytest.fixture(scope="session")
def python() -> str:
    return rasa_python()


@pytest.fixture(scope="session")
def encode(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[str]], list[list[float]]]:
    from knowledge_base.encoders.encoder import load_encoder

    encoder = load_encoder(encoder_folder(tmp_path_factory.mktemp("encoder")))
    return lambda texts: [[float(x) for x in row] for row in encoder.encode(texts)]


@pytest.fixture(scope="session")
def model(
    python: str, encode: Callable[[list[str]], list[list[float]]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return trained(python, encode, tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def token_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_token(tmp_path_factory.mktemp("token") / "bot-token", TOKEN)


@pytest.fixture(scope="session")
def bot(
    python: str, model: Path, token_file: Path, encode: Callable[[list[str]], list[list[float]]]
) -> Iterator[BotProcess]:
    with BotProcess(python, model, free_port(), token_file, TOKEN, encode) as process:
        process.wait_until_ready()
        yield process


@pytest.fixture(scope="session")
def base_model(
    python: str, encode: Callable[[list[str]], list[list[float]]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The model of a company without packs."""
    return trained(python, encode, tmp_path_factory.mktemp("base-model"), packs=())


@pytest.fixture(scope="session")
def base_bot(
    python: str, base_model: Path, token_file: Path, encode: Callable[[list[str]], list[list[float]]]
) -> Iterator[BotProcess]:
    with BotProcess(python, base_model, free_port(), token_file, TOKEN, encode) as process:
        process.wait_until_ready()
        yield process
