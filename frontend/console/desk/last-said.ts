/** What a row of an agent's own list quotes: people's words. The bot's "I am passing you on" says nothing about the matter. */

interface Said {
  readonly kind?: string;
  readonly text: string;
  readonly author: { readonly kind: string };
}

export function isPeoples({ author }: Said): boolean {
  return author.kind !== "bot";
}

export function lastSaid<Message extends Said>(timeline: readonly Message[]): Message | undefined {
  return timeline.findLast((message) => message.kind === "text" && isPeoples(message));
}
