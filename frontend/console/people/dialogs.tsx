/** The dialogs of the People page: add, edit, deactivate, and the sign-in link that is shown once. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Person, PersonRequest } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { ApiError, segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { ROLES } from "../../shared/staff/roles";
import { useConsole } from "../app/context";
import { type ConsoleWords, useConsoleWords } from "../messages";
import { CopyField } from "./copy-field";

export interface LinkFor {
  readonly name: string;
  readonly url: string;
}

interface AddPersonProps {
  onClose: () => void;
  onAdded: (person: Person) => void;
}

export function AddPerson({ onClose, onAdded }: AddPersonProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const save = async (filled: PersonRequest): Promise<void> => {
    onAdded(await api.post<Person>("/people", filled));
  };
  return (
    <Dialog title={words("people_add")} onClose={onClose}>
      <PersonForm
        start={{ email: "", name: "", roles: ["agent"] }}
        withEmail
        onSave={save}
        onClose={onClose}
      />
    </Dialog>
  );
}

interface EditPersonProps {
  person: Person;
  onClose: () => void;
  onChanged: (person: Person) => void;
}

export function EditPerson({ person, onClose, onChanged }: EditPersonProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const save = async ({ name, roles }: PersonRequest): Promise<void> =>
    onChanged(await api.patch<Person>(`/people/${segment(person.id)}`, { name, roles }));
  return (
    <Dialog title={words("people_edit_title", { name: person.name })} onClose={onClose}>
      <PersonForm start={person} onSave={save} onClose={onClose} />
    </Dialog>
  );
}

interface PersonFormProps {
  start: PersonRequest;
  withEmail?: boolean;
  onSave: (filled: PersonRequest) => Promise<void>;
  onClose: () => void;
}

function PersonForm({ start, withEmail = false, onSave, onClose }: PersonFormProps): JSX.Element {
  const words = useConsoleWords();
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const [emailField, nameField] = [useId(), useId()];

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const roles = ROLES.filter((role) => form.getAll("role").includes(role));
    if (roles.length === 0) {
      failure.value = words("people_role_needed");
      return;
    }
    busy.value = true;
    try {
      const email = withEmail ? String(form.get("email")).trim() : start.email;
      await onSave({ email, name: String(form.get("name")).trim(), roles });
    } catch (error) {
      failure.value = personFailure(error, words);
    }
    busy.value = false;
  }

  return (
    <form class="staff-form" onSubmit={(event) => void submit(event)}>
      {withEmail && (
        <div class="field">
          <label for={emailField}>{words("email")}</label>
          <input
            id={emailField}
            class="input"
            name="email"
            type="email"
            required
            autofocus
            autocomplete="off"
          />
        </div>
      )}
      <div class="field">
        <label for={nameField}>{words("people_name")}</label>
        <input
          id={nameField}
          class="input"
          name="name"
          required
          maxLength={200}
          defaultValue={start.name}
          autocomplete="off"
        />
      </div>
      <fieldset class="staff-checks">
        <legend class="field-label">{words("people_roles")}</legend>
        {ROLES.map((role) => (
          <label key={role} class="staff-check">
            <input type="checkbox" name="role" value={role} defaultChecked={start.roles.includes(role)} />
            {words(`role_${role}`)}
          </label>
        ))}
      </fieldset>
      <FormEnd failure={failure.value} submit={words("save")} busy={busy.value} onCancel={onClose} />
    </form>
  );
}

interface DeactivateProps {
  person: Person;
  onClose: () => void;
  onConfirm: () => Promise<void>;
}

export function DeactivatePerson({ person, onClose, onConfirm }: DeactivateProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <Dialog title={words("people_deactivate_title", { name: person.name })} onClose={onClose}>
      <p>{words("people_deactivate_text", { name: person.name })}</p>
      <div class="staff-dialog-actions">
        <Button look="quiet" onClick={onClose}>
          {words("cancel")}
        </Button>
        <Button look="danger" onClick={() => void onConfirm()}>
          {words("people_deactivate")}
        </Button>
      </div>
    </Dialog>
  );
}

/** The link is a secret: it is shown only here and is gone when the dialog closes. */
export function LinkDialog({ link, onClose }: { link: LinkFor; onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  return (
    <Dialog title={words("link_title", { name: link.name })} onClose={onClose}>
      <p>{words("link_text", { name: link.name })}</p>
      <CopyField label={words("link_label")} value={link.url} />
      <div class="staff-dialog-actions">
        <Button look="primary" onClick={onClose}>
          {words("close")}
        </Button>
      </div>
    </Dialog>
  );
}

function personFailure(error: unknown, words: ConsoleWords): string {
  if (error instanceof ApiError && error.code === "conflict") return words("people_exists");
  return failureText(error, words);
}
