/** Going through the rows of the lists by key. */

/** The conversation whose row has the focus. */
export function focusedConversation(): string | null {
  return document.activeElement?.getAttribute("data-conversation") ?? null;
}

export function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-conversation]")].filter(
    (row) => row.offsetParent,
  );
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const shown = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const from = at >= 0 ? at : shown;
  const next = from < 0 ? (step > 0 ? 0 : rows.length - 1) : from + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
}
