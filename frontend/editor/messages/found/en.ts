/** The texts about how articles are found and how they do, in English. */
export const foundEn = {
  found_title: "How it is found",
  found_hint:
    "Each phrasing is asked by itself, as a customer's first message, with the article as you have typed it. Customers get this once you publish.",
  found_count: "{firm} of {count} are found firmly",
  found_asking: "The bot is being asked…",
  found_again: "Ask again",
  found_is_title: "(title)",
  found_untried: "Not asked yet",
  found_firm: "Found firmly",
  found_offered: "Offered, not firm",
  found_missed: "Not found",
  found_instead: "first comes",
  suggested_title: "Suggested phrasings",
  suggested_hint:
    "From this article and from customers' questions, with personal data removed. What you add joins the phrasings above and is saved with the draft. Arrow keys move, Enter adds.",
  suggested_none: "No suggestion right now.",
  suggested_again: "Suggest again",
  suggested_heading: "from a heading",
  suggested_sentence: "from a sentence",
  suggested_customer_one: "asked by a customer",
  suggested_customer_other: "asked {count} times",
  suggested_add: "Add",
  suggested_add_label: "Add “{question}”",
  suggested_dismiss: "Dismiss",
  suggested_dismiss_label: "Dismiss “{question}”",
  suggested_dismissed: "Dismissed. It will not be suggested again.",
  suggested_full: "The article has this phrasing already, or has 50.",
  undo: "Undo",

  never_title: "Often asked for, never answered firmly",
  never_hint:
    "Customers' questions came closest to these articles since they were last published, but the bot was never sure. Add phrasings, or say it more plainly.",
  never_asked_one: "asked for once",
  never_asked_other: "asked for {count} times",
} as const satisfies Record<string, string>;
