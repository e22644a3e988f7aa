/** What console and editor both say, in English. */
export const staffEn = {
  sign_in: "Sign in",
  signing_in: "Signing in…",
  sign_out: "Sign out",
  email: "E-mail",
  password: "Password",
  sign_in_wrong:
    "That e-mail and password do not belong together. Check both and try again; an administrator can send you a new link.",
  sign_in_limited: "Too many tries just now. Wait a minute, then try again.",
  sign_in_network: "The server could not be reached. Check your connection and try again.",
  sign_in_failed: "Signing in did not work just now. Try again in a moment.",
  sign_in_expired: "Your sign-in has ended. Sign in again and go on where you were; what you typed is kept.",
  unreachable_title: "No connection",
  unreachable_text: "Baton does not answer. This page tries again every few seconds.",
  skip_to_content: "Skip to content",
  dismiss: "Dismiss",
  failure_network: "The server could not be reached. Nothing was changed.",
  failure_busy: "Baton is busy just now. Try again in a moment.",
  failure_not_allowed: "Your role does not allow this.",
  failure_not_found: "This is no longer there, or not yours to see.",
  failure_wrong_status: "The conversation has moved on meanwhile; this step no longer fits.",
  failure_claim_lost: "This conversation is no longer yours.",
  failure_closed: "This conversation is closed.",
  failure_too_long: "This is too long.",
  failure_empty_text: "There is nothing in it yet.",
  failure_conflict: "This exists already.",
  failure_rate_limited: "That was too much at once. Wait a moment and try again.",
  failure_storage_unavailable: "Baton cannot store anything just now. Try again in a moment.",
  failure_cross_site: "This page and Baton's address do not match. Open Baton at its own address.",
  failure_other: "That did not work: {message}",
} as const satisfies Record<string, string>;

export type StaffKey = keyof typeof staffEn;
