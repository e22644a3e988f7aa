/** What a publication does to the questions that the greeting offers: those that the bot would no longer answer are told. */
import { signal } from "@preact/signals";
import type { Client } from "../shared/http";
import type { CheckedQuestion, GreetingQuestions } from "./types";

/** A publication does not wait longer for what was offered before it; what is not known is not watched. */
const LONGEST_WAIT_MS = 2_000;

/** What the last publication took out of the greeting, until somebody has seen it. */
export const lost = signal<readonly CheckedQuestion[]>([]);

/** Takes a step that changes what is published, and then looks what has become of the greeting's questions. */
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
    // It is published all the same; the greeting's page says what is offered as soon as the bot can be asked again.
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
