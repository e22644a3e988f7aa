/** Whom a signed identity names: the next person at a browser must not inherit a conversation. */

/** Whom a signed identity speaks of. Only the server verifies it; here it only tells persons apart. */
export function subjectOf(identity: string | null): string | null {
  const payload = identity?.split(".")[1];
  if (!payload) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, "+").replace(/_/g, "/")));
    return String((claims as { sub?: unknown }).sub ?? payload);
  } catch {
    return payload;
  }
}
