"""Looks at a page as two people see it: at a desk in daylight, and on a phone at night."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.story.layout import sticks_out_nowhere
from tests.story.test_accessibility import settled, violations

PHONE = {"width": 390, "height": 844}


def looked_at(page: Page, keep: Callable[[str], object]) -> None:
    """Nothing sticks out and axe finds nothing: wide and light, then narrow and dark."""
    wide = page.viewport_size
    assert wide is not None
    for size, name, scheme in ((wide, "desktop", "light"), (PHONE, "phone", "dark")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size(size)  # type: ignore[arg-type]
        settled(page)
        sticks_out_nowhere(page)
        keep(name)
        assert violations(page) == []
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(wide)
