/** The events in the order in which the form shows them. An event that is not here comes last, under its own name. */
import type { ConsoleKey } from "../messages/en";

export interface EventGroup {
  readonly name: ConsoleKey;
  readonly types: readonly string[];
}

const GROUPS: readonly EventGroup[] = [
  {
    name: "webhook_group_conversations",
    types: [
      "conversation.started",
      "conversation.resolved",
      "conversation.ended",
      "conversation.reopened",
      "conversation.merged",
      "conversation.rated",
      "resolution.changed",
      "conversation.snoozed",
      "conversation.woken",
      "conversation.erased",
    ],
  },
  {
    name: "webhook_group_messages",
    types: ["customer.wrote", "bot.replied", "agent.replied", "answer.rated", "contact.left"],
  },
  {
    name: "webhook_group_people",
    types: [
      "handoff.requested",
      "handoff.cancelled",
      "department.chosen",
      "assignment.created",
      "assignment.ended",
      "conversation.transferred",
      "conversation.given_back",
      "timer.reached",
      "follow_up.created",
      "follow_up.kept",
    ],
  },
  { name: "webhook_group_articles", types: ["article.published", "article.archived"] },
];

/** The groups with the types that the server knows. */
export function groupsOf(known: readonly string[]): readonly EventGroup[] {
  const placed = GROUPS.map(({ name, types }) => ({
    name,
    types: types.filter((type) => known.includes(type)),
  }));
  const rest = known.filter((type) => !placed.some(({ types }) => types.includes(type)));
  const last = placed.at(-1);
  return rest.length > 0 && last
    ? [...placed.slice(0, -1), { ...last, types: [...last.types, ...rest] }]
    : placed;
}
