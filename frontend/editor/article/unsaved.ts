/**
 * Unsaved changes, kept in browser storage as they are typed, so that a crash, an expired sign-in or a closed
 * lid loses none. They are removed once saved or discarded.
 */
import { localStore } from "../../shared/storage/storage";
import { EMPTY_FIELDS, type Fields } from "../types";

export interface Unsaved {
  /** The version that the changes are based on. */
  readonly version: number;
  readonly fields: Fields;
}

const PREFIX = "baton.editor.unsaved.";

export function readUnsaved(owner: string, articleId: string | null): Unsaved | null {
  const stored = localStore.read(key(owner, articleId));
  // An older page kept no language.
  return isUnsaved(stored) ? { ...stored, fields: { ...EMPTY_FIELDS, ...stored.fields } } : null;
}

export function writeUnsaved(owner: string, articleId: string | null, unsaved: Unsaved | null): void {
  localStore.write(key(owner, articleId), unsaved);
}

function key(owner: string, articleId: string | null): string {
  return `${PREFIX}${owner}.${articleId ?? "new"}`;
}

function isUnsaved(value: unknown): value is Unsaved {
  if (typeof value !== "object" || value === null || !("fields" in value) || !("version" in value))
    return false;
  const fields = value.fields as Record<string, unknown> | null;
  return ["title", "category", "questions", "body"].every((name) => typeof fields?.[name] === "string");
}
