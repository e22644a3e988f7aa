/** What a key means where people write. */

/** Enter that sends; with Shift it breaks the line, and while a word is being composed it belongs to the input method. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !isComposing(event);
}

/** Safari ends the composition before it tells of the key that did so, and marks that key with the code 229. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
