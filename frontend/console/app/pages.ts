/** The console's pages in the order of the rail, and who may open them. Used by rail, palette and router. */
import type { Me } from "../../shared/api/contract";
import type { Role } from "../../shared/api/types";
import { hasRole } from "../../shared/staff/roles";
import type { ConsoleKey } from "../messages/en";

export interface PageName {
  readonly section: string;
  readonly name: ConsoleKey;
  readonly role: Role;
}

const PAGES: readonly PageName[] = [
  { section: "inbox", name: "nav_inbox", role: "agent" },
  { section: "all", name: "nav_all", role: "agent" },
  { section: "follow-ups", name: "nav_follow_ups", role: "agent" },
  { section: "mentions", name: "nav_mentions", role: "agent" },
  { section: "live", name: "nav_live", role: "supervisor" },
  { section: "reports", name: "nav_reports", role: "agent" },
  { section: "canned-replies", name: "nav_canned", role: "agent" },
  { section: "tags", name: "nav_tags", role: "supervisor" },
  { section: "customer-fields", name: "nav_customer_fields", role: "supervisor" },
  { section: "people", name: "nav_people", role: "admin" },
  { section: "departments", name: "nav_departments", role: "supervisor" },
  { section: "answers", name: "nav_answers", role: "supervisor" },
  { section: "people-data", name: "nav_people_data", role: "admin" },
  { section: "webhooks", name: "nav_webhooks", role: "admin" },
  { section: "settings", name: "nav_settings", role: "admin" },
  { section: "account", name: "nav_account", role: "agent" },
];

export function pagesOf(me: Me): readonly PageName[] {
  return PAGES.filter(({ role }) => hasRole(me, role));
}
