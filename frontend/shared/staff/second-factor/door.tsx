/** What somebody sees who must set up their second factor before anything else opens. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../../words";
import type { StaffKey } from "../messages/en";
import type { Session } from "../sign-in/session";
import { Door } from "../sign-in/sign-in";
import { Enrol } from "./enrol";

export function EnrolDoor({ session, product }: { session: Session; product: string }): JSX.Element {
  const words = useWords<StaffKey>();
  const [begun, setBegun] = useState(false);
  return (
    <Door product={product} title={words("enrol_title")}>
      {!begun && (
        <>
          <p>{words("enrol_required")}</p>
          <button type="button" class="button button-primary" onClick={() => setBegun(true)}>
            {words("enrol_start")}
          </button>
        </>
      )}
      {begun && <Enrol api={session.api} onDone={() => void session.load()} />}
      <button type="button" class="button button-plain" onClick={() => void session.signOut()}>
        {words("sign_out")}
      </button>
    </Door>
  );
}
