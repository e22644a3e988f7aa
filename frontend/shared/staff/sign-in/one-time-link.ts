/** One-time links, of invitations and of the first hour: both set a password and sign in. */
import { ApiError } from "../../http";
import type { Session } from "./session";

/** Sets the password in the form's field `password` by the link's token, and signs in, or asks for the code. */
export async function acceptLink(session: Session, token: string, form: HTMLFormElement): Promise<void> {
  const password = String(new FormData(form).get("password"));
  await session.enter(() => session.api.post("/invitations/accept", { token, password }));
}

/** Whether the link was used before or has expired: trying again is of no use. */
export function isDeadLink(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 401);
}
