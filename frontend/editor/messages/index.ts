/** The editor's languages. English is built in; each other language is a file that is loaded when needed. */
import type { CommonKey } from "../../shared/messages/en";
import { type StaffKey, staffEn } from "../../shared/staff/messages/en";
import { type Loaders, useWords, type Words } from "../../shared/words";
import { type EditorKey, en } from "./en";

export { en };

export const loaders: Loaders = {
  nl: () => import("./nl").then((file) => file.nl),
  de: () => import("./de").then((file) => file.de),
  fr: () => import("./fr").then((file) => file.fr),
};

export type EditorWords = Words<EditorKey | StaffKey | CommonKey>;

export function useEditorWords(): EditorWords {
  return useWords<EditorKey | StaffKey>();
}

/** The text for a server code. An unknown code is shown as plain words. */
export function codeText(words: EditorWords, kind: string, code: string): string {
  const key = `${kind}_${code}`;
  return isOwnKey(key) ? words(key) : code.replace(/[._-]/g, " ");
}

function isOwnKey(key: string): key is EditorKey | StaffKey {
  return Object.hasOwn(en, key) || Object.hasOwn(staffEn, key);
}
