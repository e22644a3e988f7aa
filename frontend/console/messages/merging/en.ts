/** The texts of merging two conversations of one person. */
export const merging = {
  same_person: "The same person",
  same_by_identity: "Same sign-in",
  same_by_email: "Same e-mail address",
  waits_twice: "Waits twice",
  merge: "Merge into this one",
  merge_title: "Merge the two conversations?",
  merge_what:
    "“{title}” is closed, and its messages are shown in this conversation. Its tags, contact details and promised callbacks come along.",
  merge_led:
    "The site has signed the same identity in both: the customer is told, and goes on in this conversation.",
  merge_elsewhere:
    "Only the e-mail address is the same, which proves nothing. The customer of the other one is told that it goes on elsewhere. They see nothing of this conversation, and what they write opens theirs again.",
  merge_over: "It is over already, so its customer is told nothing.",
  merge_submit: "Merge",
  merge_done: "Merged.",
  merge_undone: "Separated again.",
  merged_messages_one: "{count} message of the merged conversation",
  merged_messages_other: "{count} messages of the merged conversation",
  merged_open: "Open the merged conversation",
  merged_into: "Goes on in another conversation",
  event_conversation_merged: "Merged into another conversation",
  event_conversation_joined: "Merged with another conversation of the same person",
  event_conversation_separated: "The merge was undone",
} as const satisfies Record<string, string>;
