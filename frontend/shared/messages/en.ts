/** The texts of the shared components, in English. The other languages have the same keys. */
export const en = {
  author_customer: "Customer",
  author_bot: "Assistant",
  author_agent: "Agent",
  author_system: "Baton",
  you: "You",
  internal_note: "Internal note",
  sources: "Sources",
  source_opens: "{title} (opens in a new tab)",
  typing: "{name} is typing",
  loading: "Loading",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  send: "Send",
  try_again: "Try again",
  today: "Today",
  yesterday: "Yesterday",
  just_now: "just now",
  wait_under_a_minute: "under a minute",
  wait_minutes_one: "about {count} minute",
  wait_minutes_other: "about {count} minutes",
  wait_range_one: "{low} to {high} minute",
  wait_range_other: "{low} to {high} minutes",
} as const satisfies Record<string, string>;

export type CommonKey = keyof typeof en;
