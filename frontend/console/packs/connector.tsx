/** One connector: what it calls, whether its secrets are there, and a form to try it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Pack, PackConnector, TriedConnector } from "../../shared/api/contract";
import { Badge, Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { languageOf } from "../../shared/languages";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";

interface ConnectorProps {
  pack: Pack;
  connector: PackConnector;
}

export function ConnectorPart({ pack, connector }: ConnectorProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <details class="connector">
      <summary>
        <bdi>{connector.title}</bdi>
      </summary>
      <p class="connector-address">
        {connector.url ? (
          <code dir="ltr">{`${connector.method} ${connector.url}`}</code>
        ) : (
          words("connector_inside")
        )}
      </p>
      {connector.secrets.length > 0 && (
        <p class="staff-row">
          {connector.secrets.map(({ name, found }) => (
            <Badge key={name} tone={found ? "good" : "danger"}>
              {words(found ? "connector_secret_found" : "connector_secret_missing", { name })}
            </Badge>
          ))}
        </p>
      )}
      <TryForm pack={pack} connector={connector} />
    </details>
  );
}

function TryForm({ pack, connector }: ConnectorProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const id = useId();
  const values = useSignal<Readonly<Record<string, string>>>({});
  const languages = pack.languages.length > 0 ? pack.languages : ["en"];
  const own = languageOf(words.locale);
  const language = useSignal(languages.includes(own) ? own : (languages[0] ?? "en"));
  const confirmed = useSignal(false);
  const busy = useSignal(false);
  const wrong = useSignal("");
  const tried = useSignal<TriedConnector | null>(null);

  async function send(): Promise<void> {
    busy.value = true;
    wrong.value = "";
    try {
      const path = `/packs/${segment(pack.id)}/connectors/${segment(connector.name)}/try`;
      const asked = { values: values.value, language: language.value, confirmed: confirmed.value };
      tried.value = await api.post<TriedConnector>(path, asked);
    } catch (error) {
      wrong.value = failureText(error, words);
    }
    busy.value = false;
  }

  return (
    <form
      class="connector-form"
      aria-label={words("connector_try_label", { title: connector.title })}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void send();
      }}
    >
      {connector.asks.map((slot) => (
        <div class="field" key={slot}>
          <label for={`${id}-${slot}`}>
            <bdi>{slot.replaceAll("_", " ")}</bdi>
          </label>
          <input
            id={`${id}-${slot}`}
            class="input"
            maxLength={500}
            value={values.value[slot] ?? ""}
            onInput={(event) => {
              values.value = { ...values.value, [slot]: event.currentTarget.value };
            }}
          />
        </div>
      ))}
      <div class="field">
        <label for={`${id}-language`}>{words("connector_language")}</label>
        <select
          id={`${id}-language`}
          class="input"
          value={language.value}
          onChange={(event) => {
            language.value = event.currentTarget.value;
          }}
        >
          {languages.map((each) => (
            <option key={each} value={each}>
              {new Intl.DisplayNames([words.locale], { type: "language" }).of(each)}
            </option>
          ))}
        </select>
      </div>
      {connector.changes && (
        <label class="connector-confirm">
          <input
            type="checkbox"
            required
            checked={confirmed.value}
            onChange={(event) => {
              confirmed.value = event.currentTarget.checked;
            }}
          />
          {words("connector_confirm")}
        </label>
      )}
      <div>
        <Button type="submit" busy={busy.value}>
          {words("connector_try")}
        </Button>
      </div>
      <div role="status">
        {wrong.value && <p class="field-error">{wrong.value}</p>}
        {tried.value && <Result tried={tried.value} />}
      </div>
    </form>
  );
}

function Result({ tried }: { tried: TriedConnector }): JSX.Element {
  const words = useConsoleWords();
  const why = tried.reason ? ` – ${codeText(words, "connector_reason", tried.reason)}` : "";
  return (
    <div class="connector-result">
      <p class="staff-row">
        <Badge tone={tried.outcome === "failed" ? "danger" : "good"}>
          {words("connector_outcome", { outcome: tried.outcome }) + why}
        </Badge>
        {tried.status !== null && <span>{words("connector_status", { status: tried.status })}</span>}
        <span>{words("connector_duration", { milliseconds: tried.milliseconds })}</span>
      </p>
      {Object.entries(tried.fields).length > 0 && (
        <dl>
          {Object.entries(tried.fields).map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p class="field-label">{words("connector_reply")}</p>
      {tried.reply === null ? (
        <p class="staff-hint">
          {words(tried.outcome === "failed" ? "connector_reply_failed" : "connector_reply_own")}
        </p>
      ) : (
        <blockquote dir="auto">{tried.reply}</blockquote>
      )}
    </div>
  );
}
