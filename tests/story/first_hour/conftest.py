"""An installation in which nobody has set anything up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.installation import Installation, free_port


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    installation = Installation(tmp_path / "data", free_port(), demo=False)
    installation.start()
    yield installation
    assert installation.process is not None
    if installation.process.poll() is None:
        installation.stop()
