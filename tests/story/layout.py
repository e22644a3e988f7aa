"""What of a page does not fit: text that is cut off, or that sticks out of its box or of the window."""

from playwright.sync_api import Error, Frame, Page

# Boxes that scroll may hold more than they show, and an ellipsis is for texts that people write.
_STICKS_OUT = """() => {
    const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const hidden = ".visually-hidden, [hidden], [inert], svg, [aria-hidden=true], select, option";
    const found = [];
    for (const element of document.body.querySelectorAll("*")) {
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        if (box.width === 0 || box.height === 0 || style.visibility === "hidden" || element.closest(hidden)) continue;
        if (style.textOverflow === "ellipsis") continue;
        let around = element;
        while (around && !scrolls(around)) around = around.parentElement;
        const name = `${element.tagName}.${element.className}: ${(element.textContent ?? "").trim().slice(0, 50)}`;
        const field = element.tagName === "INPUT"; // its text moves along inside it
        const wide = !field && style.display !== "inline" && element.scrollWidth > element.clientWidth + 1;
        if (wide && !scrolls(element)) found.push(`wider than its box: ${name}`);
        const cut = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
        if (cut) found.push(`cut off: ${name}`);
        if (!around && (box.left < -1 || box.right > innerWidth + 1)) found.push(`out of the window: ${name}`);
    }
    return found;
}"""


def sticking_out(page: Page | Frame) -> list[str]:
    """The elements that do not fit, each with what is wrong; there should be none."""
    found: list[str] = page.evaluate(_STICKS_OUT)
    return found


def sticks_out_nowhere(page: Page) -> None:
    """Waits until everything fits, because a page settles a moment after its window has changed."""
    try:
        page.wait_for_function(f"() => ({_STICKS_OUT})().length === 0")
    except Error:
        raise AssertionError("\n".join(sticking_out(page))) from None
