/** Step 1: who the first administrator is. Their password was set by the link. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Failure } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import type { StepProps } from "./steps";

/** What Baton names the first administrator until they name themselves. */
const UNNAMED = "admin@localhost.example";

export function AdministratorStep({ steps }: StepProps): JSX.Element {
  const words = useConsoleWords();
  const { me } = useConsole();
  const [name, email] = [useId(), useId()];
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const fresh = me.email === UNNAMED;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    busy.value = true;
    failure.value = null;
    try {
      await steps.nameAdministrator(String(form.get("name")).trim(), String(form.get("email")).trim());
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <form class="staff-card staff-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={name}>{words("first_name")}</label>
        <input
          id={name}
          class="input"
          name="name"
          required
          maxLength={200}
          autocomplete="name"
          defaultValue={fresh ? "" : me.name}
        />
      </div>
      <div class="field">
        <label for={email}>{words("email")}</label>
        <input
          id={email}
          class="input"
          name="email"
          type="email"
          required
          autocomplete="email"
          defaultValue={fresh ? "" : me.email}
        />
      </div>
      <Failure text={failure.value} />
      <div class="staff-row">
        <Button look="primary" type="submit" busy={busy.value}>
          {words("first_next")}
        </Button>
      </div>
    </form>
  );
}
