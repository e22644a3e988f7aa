/** Words for trying, undoing and beginning sensitive topics. */
export const sensitiveEn = {
  sensitive_undo: "Undo",
  sensitive_undone: "It is as it was before.",
  sensitive_leave_title: "Leave without saving?",
  sensitive_leave_text: "Topics that you have changed are not saved yet.",
  sensitive_met:
    "{name} has changed this topic meanwhile. Their changes and yours stand together here. Read them and save.",
  sensitive_try: "What would it have caught?",
  sensitive_caught_none: "None of the {read} messages of the last {days} days.",
  sensitive_caught_one:
    "{count} of the {read} messages of the last {days} days, in {conversations} conversations:",
  sensitive_caught_other:
    "{count} of the {read} messages of the last {days} days, in {conversations} conversations:",
  sensitive_masked: "Personal data is masked.",
  sensitive_begin: "Begin with phrases in another language",
  sensitive_begin_none: "None",
} as const satisfies Record<string, string>;
