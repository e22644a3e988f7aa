/** What stands before the sign-in: an invitation, or the first step of the first hour. */
import type { JSX } from "preact";
import type { Session } from "../../shared/staff/sign-in/session";
import { FirstHourDoor } from "../first-hour/door";
import { InvitationDoor } from "./invitation";

export function Doors({ session, otherwise }: { session: Session; otherwise: JSX.Element }): JSX.Element {
  return (
    <InvitationDoor session={session} otherwise={<FirstHourDoor session={session} otherwise={otherwise} />} />
  );
}
