"""The company's colour on the help pages, always readable. The widget and the console do the same in the browser.

The accent is a background. As text it moves towards black, or on a dark page towards white, until WCAG's contrast is
reached.
"""

READABLE = 4.5
STEPS = 32


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(background: str) -> str:
    """White where it can be read, otherwise black: one of them always can."""
    return "#ffffff" if contrast("#ffffff", background) >= READABLE else "#000000"


def as_text(colour: str, grounds: tuple[str, ...], towards: str, least: float = READABLE) -> str:
    """The nearest colour on the way to `towards` that can be read on each of the grounds."""
    mixes = (_mixed(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next((mix for mix in mixes if all(contrast(mix, each) >= least for each in grounds)), towards)


def luminance(colour: str) -> float:
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(one: str, other: str, share: float) -> str:
    parts = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)
