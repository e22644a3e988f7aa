/** The form of one endpoint: its address, what it is told, and whether texts are sent. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { WebhookEndpoint } from "../../shared/api/contract";
import { ApiError, segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { type EventGroup, groupsOf } from "./event-groups";

interface EndpointFormProps {
  endpoint?: WebhookEndpoint;
  types: readonly string[];
  onClose: () => void;
  onSaved: (endpoint: WebhookEndpoint) => void;
}

export function EndpointForm({ endpoint, types, onClose, onSaved }: EndpointFormProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const chosen = useSignal<ReadonlySet<string>>(new Set(endpoint?.events ?? []));
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const [urlField, urlHint, descriptionField, textsHint] = [useId(), useId(), useId(), useId()];

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    if (chosen.value.size === 0) {
      failure.value = words("webhook_events_needed");
      return;
    }
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const given = {
      url: String(form.get("url")).trim(),
      description: String(form.get("description")).trim(),
      events: [...chosen.value],
      include_texts: form.get("include_texts") === "on",
    };
    busy.value = true;
    failure.value = null;
    try {
      onSaved(
        endpoint
          ? await api.patch<WebhookEndpoint>(`/webhook-endpoints/${segment(endpoint.id)}`, given)
          : await api.post<WebhookEndpoint>("/webhook-endpoints", given),
      );
    } catch (error) {
      failure.value = endpointFailure(error, words);
    }
    busy.value = false;
  }

  return (
    <Dialog title={words(endpoint ? "webhook_edit_title" : "webhooks_add")} wide onClose={onClose}>
      <form class="staff-form" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={urlField}>{words("webhook_url")}</label>
          <input
            id={urlField}
            class="input"
            name="url"
            type="url"
            inputMode="url"
            dir="ltr"
            required
            maxLength={2000}
            autocomplete="off"
            aria-describedby={urlHint}
            defaultValue={endpoint?.url ?? ""}
          />
          <span id={urlHint} class="staff-hint">
            {words("webhook_url_hint")}
          </span>
        </div>
        <div class="field">
          <label for={descriptionField}>{words("webhook_description")}</label>
          <input
            id={descriptionField}
            class="input"
            name="description"
            maxLength={200}
            autocomplete="off"
            defaultValue={endpoint?.description ?? ""}
          />
        </div>
        <fieldset class="webhook-events">
          <legend class="field-label">{words("webhook_events")}</legend>
          {groupsOf(types).map((group) => (
            <Group
              key={group.name}
              group={group}
              chosen={chosen.value}
              onChange={(set) => {
                chosen.value = set;
                failure.value = null;
              }}
            />
          ))}
        </fieldset>
        <div>
          <label class="staff-check">
            <input
              type="checkbox"
              name="include_texts"
              aria-describedby={textsHint}
              defaultChecked={endpoint?.include_texts ?? false}
            />
            {words("webhook_include_texts")}
          </label>
          <p id={textsHint} class="staff-hint">
            {words("webhook_include_texts_hint")}
          </p>
        </div>
        <FormEnd failure={failure.value} submit={words("save")} busy={busy.value} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

function endpointFailure(error: unknown, words: ConsoleWords): string {
  const code = error instanceof ApiError ? error.code : "";
  if (code === "bad_address") return words("webhook_bad_address");
  return code === "private_address" ? words("webhook_private_address") : failureText(error, words);
}

interface GroupProps {
  group: EventGroup;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

function Group({ group, chosen, onChange }: GroupProps): JSX.Element {
  const words = useConsoleWords();
  const count = group.types.filter((type) => chosen.has(type)).length;
  const put = (types: readonly string[], on: boolean): void => {
    const next = new Set(chosen);
    for (const type of types) {
      if (on) next.add(type);
      else next.delete(type);
    }
    onChange(next);
  };
  return (
    <fieldset class="webhook-group" aria-label={words(group.name)}>
      <label class="staff-check webhook-whole-group">
        <input
          type="checkbox"
          aria-label={words("webhook_all_of", { group: words(group.name) })}
          checked={count === group.types.length}
          indeterminate={count > 0 && count < group.types.length}
          onChange={(event) => put(group.types, event.currentTarget.checked)}
        />
        {words(group.name)}
      </label>
      {group.types.map((type) => (
        <label class="staff-check" key={type} title={type}>
          <input
            type="checkbox"
            value={type}
            checked={chosen.has(type)}
            onChange={(event) => put([type], event.currentTarget.checked)}
          />
          {codeText(words, "webhook_type", type)}
        </label>
      ))}
    </fieldset>
  );
}
