/** The meaning of keys in text fields. */

/** Whether Enter sends. Shift+Enter starts a new line, and during composition Enter belongs to the input method. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !isComposing(event);
}

/** Safari ends the composition before it reports the key that ended it; that key has the code 229. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
