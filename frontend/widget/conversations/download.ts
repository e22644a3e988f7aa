/** The conversation as a text file, for the customer to keep. It holds what they can read here, and nothing else. */

import type { Message } from "../../shared/api/contract";
import { saveAs } from "../../shared/attachments/saving";
import { fullTime } from "../../shared/time/time";
import { eventText } from "../../shared/timeline/events";
import type { Store } from "../store";
import type { useWords } from "../views/context";

type WidgetWords = ReturnType<typeof useWords>;

export function saveTranscript(store: Store, words: WidgetWords): void {
  const company = store.settings.value?.company || words("title");
  const entries = store.timeline.value.map((message) => entryOf(message, words));
  const text = [company, ...entries].join("\n\n");
  // Editors on Windows need the mark to see that it is UTF-8.
  saveAs(new Blob([`\ufeff${text}\n`], { type: "text/plain" }), `${words("log")}.txt`);
  store.panel.value = "none";
}

export function entryOf(message: Message, words: WidgetWords): string {
  const when = fullTime(message.created_at, words.locale);
  if (message.kind === "event") return `${when}\n${eventText(message, words) ?? message.text}`;
  const { kind, name } = message.author;
  const author = kind === "customer" ? words("you") : name || words(`author_${kind}`);
  const sources = message.sources.map(({ title, url }) => `  ${title}: ${url}`);
  const files = message.attachments.map(({ name: file }) => `  ${words("files")}: ${file}`);
  return [`${when} · ${author}`, message.text, ...sources, ...files].join("\n");
}
