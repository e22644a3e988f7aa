/** The texts of a department's own page. */
export const department = {
  department_all: "All departments",
  department_now: "Now",
  department_open: "Open",
  department_closed: "Closed",
  department_default: "Default",
  department_archived: "Archived",
  department_members: "Members",
  department_no_members: "Nobody is assigned to this department alone.",
  department_load: "{held} of {most} conversations",
  department_remove: "Remove {name} from the department",
  department_only_one: "This is the only department of {name}. Without it they serve all of them.",
  department_everywhere_one: "{names} serves every department, this one too.",
  department_everywhere_other: "{names} serve every department, this one too.",
  department_add_member: "Add somebody",
  department_add: "Add",
  department_narrows: "{name} serves every department today, and only this one then.",
  department_no_replies: "None are for this department alone.",
  department_write_replies: "Write canned replies",
  department_standing: "Default and archive",
  department_is_default:
    "Conversations for which nobody has chosen a department come here. To archive it, make another department the default first.",
  department_default_hint:
    "Conversations for which nobody has chosen a department go to the default one. An archived department gets no new customers; what was in it stays in the reports.",
  department_make_default: "Make it the default",
  department_archive: "Archive…",
  department_archive_title: "Archive {name}?",
  department_archive_hint:
    "Customers can no longer choose it, and nothing is transferred to it. You can open it again.",
  department_archive_do: "Archive",
  department_reopen: "Open it again",
} as const satisfies Record<string, string>;
