/** Step 5: invite colleagues, and copy the line that puts the chat into the company's site. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useMemo } from "preact/hooks";
import type { Person } from "../../shared/api/contract";
import type { Role } from "../../shared/api/types";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Failure } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { CopyField } from "../people/copy-field";
import { CompanyForm } from "../settings/form";
import { SitesCard } from "../settings/site-cards";
import type { StepProps } from "./steps";

const ROLES: readonly Role[] = ["agent", "editor", "supervisor", "admin"];

export function PeopleStep({ settle }: StepProps): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const form = useMemo(() => new CompanyForm(api), [api]);
  useEffect(() => {
    form.load().catch((error: unknown) => toasts.fail(failureText(error, words)));
  }, [form]);
  return (
    <>
      <InviteCard />
      {form.stored.value && <SitesCard form={form} />}
      <div class="staff-row">
        <Button
          look="primary"
          busy={form.busy.value}
          onClick={() => void settle(async () => form.count.value === 0 || form.save())}
        >
          {words("first_finish")}
        </Button>
      </div>
    </>
  );
}

function InviteCard(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const [name, email, role] = [useId(), useId(), useId()];
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const invited = useSignal<readonly { name: string; url: string }[]>([]);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const filled = new FormData(element);
    const [given, address] = [String(filled.get("name")).trim(), String(filled.get("email")).trim()];
    busy.value = true;
    failure.value = null;
    try {
      const body = { name: given, email: address, roles: [String(filled.get("role"))] };
      const person = await api.post<Person>("/people", body);
      const { url } = await api.post<{ url: string }>(`/people/${segment(person.id)}/invitation`);
      invited.value = [...invited.value, { name: given, url }];
      element.reset();
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <form class="staff-card staff-form" onSubmit={(event) => void submit(event)}>
      <h3>{words("first_invite")}</h3>
      <div class="settings-pair">
        <div class="field">
          <label for={name}>{words("first_name")}</label>
          <input id={name} class="input" name="name" required maxLength={200} autocomplete="off" />
        </div>
        <div class="field">
          <label for={email}>{words("email")}</label>
          <input id={email} class="input" name="email" type="email" required autocomplete="off" />
        </div>
        <div class="field">
          <label for={role}>{words("first_role")}</label>
          <select id={role} class="input" name="role">
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {words(`role_${each}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Failure text={failure.value} />
      <div class="staff-row">
        <Button type="submit" busy={busy.value}>
          {words("first_invite_button")}
        </Button>
      </div>
      {invited.value.map((each) => (
        <CopyField key={each.url} label={words("first_invited", { name: each.name })} value={each.url} />
      ))}
    </form>
  );
}
