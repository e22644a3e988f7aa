"""Compares a screenshot with a kept one, so that other fonts make no difference and a broken page does.

Both are reduced to cells of 16 pixels, each with its mean colour. A cell is strange if its colour lies outside those of
the nine cells around its place in the other picture: a line of text that stands a little lower is no matter, a missing
bar or a wrong colour is. It is looked at both ways, because what is missing leaves no strange colour behind.
"""

import io
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

CELL = 16
TOLERANCE = 20
"""Of 255, in any of the three colours."""
MOST_STRANGE = 8
"""Of 4,000 cells on a desk, 1,000 in the widget. A small button has ten; letters of another font made up to eight."""

Picture = Image.Image


def reduced(screenshot: bytes) -> Picture:
    with Image.open(io.BytesIO(screenshot)) as opened:
        whole = opened.convert("RGB")
    return whole.resize((whole.width // CELL, whole.height // CELL), Image.Resampling.BOX)


def strange(kept: Picture, seen: Picture) -> list[tuple[int, int]]:
    """The cells that do not agree, as column and row. Pictures of different sizes agree nowhere."""
    if kept.size != seen.size:
        return [(column, row) for row in range(seen.height) for column in range(seen.width)]
    one, other = (np.asarray(each.convert("RGB"), dtype=np.int16) for each in (kept, seen))
    rows, columns = np.nonzero(_outside(one, other) | _outside(other, one))
    return [(int(column), int(row)) for column, row in zip(columns, rows, strict=True)]


def agrees(cells: list[tuple[int, int]]) -> bool:
    return len(cells) <= MOST_STRANGE


def marked(screenshot: bytes, cells: list[tuple[int, int]]) -> Picture:
    """The screenshot with a frame around each strange cell, for whoever looks for the reason."""
    with Image.open(io.BytesIO(screenshot)) as opened:
        picture = opened.convert("RGB")
    draw = ImageDraw.Draw(picture)
    for column, row in cells:
        left, top = column * CELL, row * CELL
        draw.rectangle((left, top, left + CELL - 1, top + CELL - 1), outline=(255, 0, 80))
    return picture


def _outside(picture: Any, around: Any) -> Any:
    """Where `picture` has a colour that no cell around has, nor any between them."""
    height, width = around.shape[:2]
    edged = np.pad(around, ((1, 1), (1, 1), (0, 0)), mode="edge")
    near = np.stack([edged[y : y + height, x : x + width] for y in range(3) for x in range(3)])
    below, above = near.min(axis=0) - TOLERANCE, near.max(axis=0) + TOLERANCE
    return ((picture < below) | (picture > above)).any(axis=2)
