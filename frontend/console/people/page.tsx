/** The People page: names, roles, and whether a person may sign in. Administrators only. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Person } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { AccessDialog } from "./access";
import { AddPerson, DeactivatePerson, EditPerson, LinkDialog, type LinkFor } from "./dialogs";
import "./people.css";

type Opened =
  | { kind: "add" }
  | { kind: "edit" | "deactivate" | "access"; person: Person }
  | { kind: "link"; link: LinkFor }
  | null;

export function PeoplePage(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const people = useSignal<readonly Person[] | null>(null);
  const opened = useSignal<Opened>(null);

  const load = (): Promise<void> =>
    api
      .get<{ people: Person[] }>("/people")
      .then((answer) => {
        people.value = answer.people;
      })
      .catch((error: unknown) => toasts.fail(failureText(error, words)));
  useEffect(() => void load(), []);

  const invite = async (person: Person): Promise<void> => {
    try {
      const { url } = await api.post<{ url: string }>(`/people/${segment(person.id)}/invitation`);
      opened.value = { kind: "link", link: { name: person.name, url } };
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  };
  const changed = (person: Person): void => {
    opened.value = null;
    toasts.tell(words("people_changed", { name: person.name }));
    void load();
  };
  const setActive = async (person: Person, active: boolean): Promise<void> => {
    try {
      changed(await api.patch<Person>(`/people/${segment(person.id)}`, { active }));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  };
  const close = (): void => {
    opened.value = null;
  };
  const dialog = opened.value;
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <div class="staff-row">
          <h1>{words("people_title")}</h1>
          <span class="staff-spring" />
          <Button look="primary" onClick={() => (opened.value = { kind: "add" })}>
            {words("people_add")}
          </Button>
        </div>
        {people.value === null ? (
          <Spinner label={words("loading")} />
        ) : (
          <PeopleTable
            people={people.value}
            onEdit={(person) => (opened.value = { kind: "edit", person })}
            onInvite={(person) => void invite(person)}
            onAccess={(person) => (opened.value = { kind: "access", person })}
            onDeactivate={(person) => (opened.value = { kind: "deactivate", person })}
            onActivate={(person) => void setActive(person, true)}
          />
        )}
      </div>
      {dialog?.kind === "add" && (
        <AddPerson
          onClose={close}
          onAdded={(person) => {
            toasts.tell(words("people_added", { name: person.name }));
            void load();
            void invite(person);
          }}
        />
      )}
      {dialog?.kind === "edit" && <EditPerson person={dialog.person} onClose={close} onChanged={changed} />}
      {dialog?.kind === "deactivate" && (
        <DeactivatePerson
          person={dialog.person}
          onClose={close}
          onConfirm={() => setActive(dialog.person, false)}
        />
      )}
      {dialog?.kind === "access" && <AccessDialog person={dialog.person} onClose={close} />}
      {dialog?.kind === "link" && <LinkDialog link={dialog.link} onClose={close} />}
    </main>
  );
}

interface PeopleTableProps {
  people: readonly Person[];
  onEdit: (person: Person) => void;
  onInvite: (person: Person) => void;
  onAccess: (person: Person) => void;
  onDeactivate: (person: Person) => void;
  onActivate: (person: Person) => void;
}

function PeopleTable(props: PeopleTableProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <div class="staff-card">
      <table class="staff-table">
        <thead>
          <tr>
            <th scope="col">{words("people_name")}</th>
            <th scope="col">{words("people_roles")}</th>
            <th scope="col">{words("people_state")}</th>
            <th scope="col">
              <span class="visually-hidden">{words("more_actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.people.map((person) => (
            <PersonRow key={person.id} person={person} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PersonRow({
  person,
  onEdit,
  onInvite,
  onAccess,
  onDeactivate,
  onActivate,
}: PeopleTableProps & { person: Person }): JSX.Element {
  const words = useConsoleWords();
  const { me } = useConsole();
  const own = person.id === me.id;
  return (
    <tr>
      <th scope="row" class="person-name">
        <bdi>{person.name}</bdi> {own && <span class="staff-hint">({words("people_you")})</span>}
        <div class="staff-hint">{person.email}</div>
      </th>
      <td>{person.roles.map((role) => words(`role_${role}`)).join(", ")}</td>
      <td>
        <Badge tone={person.active ? "good" : "neutral"}>
          {words(person.active ? "people_active" : "people_inactive")}
        </Badge>
      </td>
      <td>
        <div class="staff-row row-actions">
          <Button look="quiet" small onClick={() => onEdit(person)}>
            {words("people_edit")}
          </Button>
          {person.active && (
            <Button look="quiet" small onClick={() => onInvite(person)}>
              {words("people_invite")}
            </Button>
          )}
          <Button look="quiet" small onClick={() => onAccess(person)}>
            {words("people_access")}
          </Button>
          {!own && (
            <Button
              look="quiet"
              small
              onClick={() => (person.active ? onDeactivate(person) : onActivate(person))}
            >
              {words(person.active ? "people_deactivate" : "people_activate")}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
