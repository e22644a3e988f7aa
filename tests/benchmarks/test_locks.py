"""The reference is Rasa as it comes: the bot's own versions, and TensorFlow with what it needs on top."""

import re
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in PINNED.findall(text)}


def test_stock_rasa_has_the_versions_that_the_bot_has() -> None:
    stock, bot = pins("stock-rasa.lock"), pins("rasa.lock")
    assert bot.items() <= stock.items()


def test_tensorflow_is_what_comes_on_top() -> None:
    more = pins("stock-rasa.lock").keys() - pins("rasa.lock").keys()
    assert {"tensorflow", "tensorflow-text", "keras"} <= more


def test_every_package_of_the_lock_has_its_hashes() -> None:
    entries = re.split(r"\n(?=\S)", (REQUIREMENTS / "stock-rasa.lock").read_text(encoding="utf-8"))
    pinned = [entry for entry in entries if PINNED.match(entry)]
    assert len(pinned) == len(pins("stock-rasa.lock"))
    assert all("--hash=sha256:" in entry for entry in pinned)
