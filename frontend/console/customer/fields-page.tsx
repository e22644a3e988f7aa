/** The page where supervisors manage custom fields of the customer record: one list, saved as a whole. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { Button, Spinner } from "../../shared/components/basics";
import { ApiError } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { randomId } from "../../shared/storage/browser";
import type { CustomerField, CustomerFieldList } from "../api/types";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

const KINDS = ["text", "number", "date", "choice"] as const;
const MOST = 30;

interface Entry {
  /** Used on this page only; a new field has no identifier yet. */
  key: string;
  id?: string;
  label: string;
  kind: CustomerField["kind"];
  choices: string;
}

export function CustomerFieldsPage(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const entries = useSignal<readonly Entry[] | null>(null);
  const version = useSignal("");
  const saved = useSignal("");
  const busy = useSignal(false);

  function take(list: CustomerFieldList): void {
    entries.value = list.customer_fields.map(entryOf);
    version.value = list.version;
    saved.value = JSON.stringify(entries.value);
  }

  useEffect(() => {
    api
      .get<CustomerFieldList>("/customer-fields")
      .then(take)
      .catch((error: unknown) => toasts.fail(failureText(error, words)));
  }, []);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    const customer_fields = (entries.peek() ?? []).map(bodyOf);
    try {
      take(
        await api.put<CustomerFieldList>("/customer-fields", { version: version.peek(), customer_fields }),
      );
      toasts.tell(words("customer_fields_saved"));
    } catch (error) {
      if (error instanceof ApiError && error.code === "edited_meanwhile") {
        take(error.details as unknown as CustomerFieldList);
        toasts.fail(words("customer_fields_changed"));
      } else toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  const list = entries.value;
  const put = (next: readonly Entry[]): void => {
    entries.value = next;
  };
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("customer_fields_title")}</h1>
        <p class="staff-hint">{words("customer_fields_hint")}</p>
        {list === null && <Spinner label={words("loading")} />}
        {list !== null && (
          <form class="staff-form" onSubmit={(event) => void save(event)}>
            {list.length === 0 && <p class="staff-hint">{words("customer_fields_none")}</p>}
            {list.map((entry, place) => (
              <EntryForm
                key={entry.key}
                entry={entry}
                onChange={(changed) => put(list.map((each) => (each.key === entry.key ? changed : each)))}
                onUp={place === 0 ? null : () => put(swapped(list, place - 1))}
                onDown={place === list.length - 1 ? null : () => put(swapped(list, place))}
                onRemove={() => put(list.filter((each) => each.key !== entry.key))}
              />
            ))}
            <div class="staff-row">
              <Button disabled={list.length >= MOST} onClick={() => put([...list, newEntry()])}>
                {words("customer_fields_add")}
              </Button>
              <Button
                look="primary"
                type="submit"
                busy={busy.value}
                disabled={JSON.stringify(list) === saved.value}
              >
                {words("save")}
              </Button>
            </div>
          </form>
        )}
      </div>
    </main>
  );
}

interface EntryFormProps {
  entry: Entry;
  onChange: (entry: Entry) => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: () => void;
}

function EntryForm({ entry, onChange, onUp, onDown, onRemove }: EntryFormProps): JSX.Element {
  const words = useConsoleWords();
  const [name, kind, choices] = [useId(), useId(), useId()];
  const label = entry.label || words("customer_fields_unnamed");
  return (
    <fieldset class="staff-card customer-field-entry">
      <legend class="visually-hidden">{label}</legend>
      <div class="staff-row">
        <div class="field">
          <label for={name}>{words("customer_fields_label")}</label>
          <input
            id={name}
            class="input"
            required
            maxLength={60}
            value={entry.label}
            onInput={(event) => onChange({ ...entry, label: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for={kind}>{words("customer_fields_kind")}</label>
          <select
            id={kind}
            class="input"
            disabled={entry.id !== undefined}
            value={entry.kind}
            onChange={(event) =>
              onChange({ ...entry, kind: event.currentTarget.value as (typeof KINDS)[number] })
            }
          >
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {words(`field_kind_${each}`)}
              </option>
            ))}
          </select>
        </div>
        <Button
          look="quiet"
          aria-label={words("customer_fields_up", { label })}
          disabled={!onUp}
          onClick={() => onUp?.()}
        >
          ↑
        </Button>
        <Button
          look="quiet"
          aria-label={words("customer_fields_down", { label })}
          disabled={!onDown}
          onClick={() => onDown?.()}
        >
          ↓
        </Button>
        <Button look="quiet" aria-label={words("customer_fields_remove", { label })} onClick={onRemove}>
          {words("remove")}
        </Button>
      </div>
      {entry.kind === "choice" && (
        <div class="field">
          <label for={choices}>{words("customer_fields_choices")}</label>
          <textarea
            id={choices}
            class="input"
            required
            rows={3}
            value={entry.choices}
            onInput={(event) => onChange({ ...entry, choices: event.currentTarget.value })}
          />
        </div>
      )}
    </fieldset>
  );
}

function entryOf({ id, label, kind, choices }: CustomerField): Entry {
  return { key: id, id, label, kind, choices: choices.join("\n") };
}

function newEntry(): Entry {
  return { key: randomId(), label: "", kind: "text", choices: "" };
}

function bodyOf({ id, label, kind, choices }: Entry): object {
  const chosen = choices.split("\n").filter((line) => line.trim() !== "");
  return { ...(id ? { id } : {}), label, kind, ...(kind === "choice" ? { choices: chosen } : {}) };
}

/** Swaps this entry with the next one. */
function swapped(list: readonly Entry[], place: number): readonly Entry[] {
  const [first, second] = [list[place], list[place + 1]];
  if (!first || !second) return list;
  return [...list.slice(0, place), second, first, ...list.slice(place + 2)];
}
