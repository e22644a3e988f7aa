/** Checks the greeting's questions after a publication and reports those that the bot would no longer answer. */
import { signal } from "@preact/signals";
import type { Client } from "../../shared/http";
import type { CheckedQuestion, GreetingQuestions } from "../types";

/** The longest time that a publication waits for the list of offered questions; without the list nothing is checked. */
const LONGEST_WAIT_MS = 2_000;

/** The questions that the last publication removed from the greeting, until dismissed. */
export const lost = signal<readonly CheckedQuestion[]>([]);

/** Runs a step that changes the published articles, then checks the greeting's questions. */
export async function watchingGreeting(api: Client, step: () => Promise<boolean>): Promise<boolean> {
  const before = await offeredNow(api);
  const done = await step();
  if (done && before.length > 0) void tellLost(api, before);
  return done;
}

export async function tellLost(api: Client, texts: readonly string[]): Promise<void> {
  try {
    const { checked } = await api.post<{ checked: CheckedQuestion[] }>("/greeting-questions/check", {
      texts,
    });
    lost.value = checked.filter(({ answered }) => answered === false);
  } catch {
    // The article is published anyway; the Greeting page shows the offered questions when the bot is available again.
  }
}

async function offeredNow(api: Client): Promise<readonly string[]> {
  const asked = api.get<GreetingQuestions>("/greeting-questions").then(
    ({ questions }) => questions.map(({ text }) => text),
    () => [],
  );
  const late = new Promise<string[]>((resolve) => setTimeout(() => resolve([]), LONGEST_WAIT_MS));
  return Promise.race([asked, late]);
}
