/** The roles, and what each includes, as in `staff/people/person.py`. Only the server decides; pages show what fits. */

import type { Me } from "../api/contract";
import type { Role } from "../api/types";

const INCLUDES: Record<Role, readonly Role[]> = {
  agent: ["agent"],
  editor: ["editor"],
  supervisor: ["supervisor", "agent"],
  admin: ["agent", "editor", "supervisor", "admin"],
};

export const ROLES = Object.keys(INCLUDES) as readonly Role[];

export function hasRole(me: Me, role: Role): boolean {
  return me.roles.some((own) => INCLUDES[own]?.includes(role));
}
