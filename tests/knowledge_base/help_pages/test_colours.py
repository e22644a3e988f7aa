"""The company's colour can be read on every page, whatever it is."""

import re

from knowledge_base.help_pages.look import Look, style_sheet


def test_every_accent_can_be_read() -> None:
    for accent in ("#ffffff", "#000000", "#ffee00", "#777777", "#14524a", "#e2725b"):
        sheet = style_sheet(Look(accent=accent))
        light, dark = re.findall(r"--accent: (#\w+); }", sheet)[-2:]
        assert contrast(light, "#ffffff") >= 4.5
        assert contrast(dark, "#18201f") >= 4.5


def contrast(one: str, other: str) -> float:
    """By WCAG's own formula, from the standard."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
