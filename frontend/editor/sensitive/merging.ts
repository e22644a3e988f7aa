/** Puts two changes of one topic together: phrases are a set, so both changes can be kept. */
export interface Filled {
  readonly name: string;
  /** One per line. */
  readonly phrases: string;
  readonly active: boolean;
}

export const EMPTY: Filled = { name: "", phrases: "", active: true };

/** What was added to and taken from `base` on both sides. Where both changed the name, it is `mine`. */
export function mergeTopics(base: Filled, theirs: Filled, mine: Filled): Filled {
  const [before, kept, typed] = [base, theirs, mine].map(({ phrases }) => linesOf(phrases));
  const removed = new Set(before?.filter((phrase) => !typed?.includes(phrase)));
  const added = typed?.filter((phrase) => !before?.includes(phrase) && !kept?.includes(phrase)) ?? [];
  return {
    name: mine.name === base.name ? theirs.name : mine.name,
    phrases: [...(kept?.filter((phrase) => !removed.has(phrase)) ?? []), ...added].join("\n"),
    active: mine.active === base.active ? theirs.active : mine.active,
  };
}

export function sameTopic(one: Filled, other: Filled): boolean {
  return one.name === other.name && one.phrases === other.phrases && one.active === other.active;
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
