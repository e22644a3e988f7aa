/** One customer: found by anything that names them, then exported as a file or erased. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Erased, Kept, PeopleData } from "../../shared/api/contract";
import { saveAs } from "../../shared/attachments/saving";
import { Button } from "../../shared/components/basics";
import { Failure } from "../../shared/staff/dialog/form-end";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import { keptFailure, PATIENCE_MS } from "./asking";
import { EraseDialog } from "./erase-dialog";
import { wholeFile, wholeKept } from "./pages";
import { Rows } from "./rows";

/** Rows of the table at a time. */
const SHOWN = 100;

interface FoundOf {
  readonly person: string;
  readonly kept: Kept;
}

export function CustomerCard(): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const found = useSignal<FoundOf | null>(null);
  const proof = useSignal<Erased | null>(null);
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const [field, hint] = [useId(), useId()];

  async function search(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    const person = String(new FormData(event.currentTarget as HTMLFormElement).get("person")).trim();
    busy.value = true;
    [found.value, proof.value, failure.value] = [null, null, null];
    try {
      const kept = await wholeKept((cursor) =>
        api.post<Kept>("/people-data/search", { person, cursor }, PATIENCE_MS),
      );
      found.value = { person, kept };
    } catch (error) {
      failure.value = keptFailure(error, words);
    }
    busy.value = false;
  }

  return (
    <section class="staff-card" aria-labelledby="kept-find">
      <h2 id="kept-find">{words("kept_find_title")}</h2>
      <form onSubmit={(event) => void search(event)}>
        <div class="kept-search">
          <div class="field">
            <label for={field}>{words("kept_person")}</label>
            <input
              id={field}
              class="input"
              name="person"
              required
              maxLength={200}
              autocomplete="off"
              aria-describedby={hint}
            />
          </div>
          <Button look="primary" type="submit" busy={busy.value}>
            {words("kept_find")}
          </Button>
        </div>
        <p id={hint} class="staff-hint">
          {words("kept_person_hint")}
        </p>
      </form>
      <Failure text={failure.value} />
      {found.value && (
        <FoundCustomer
          found={found.value}
          onErased={(erased) => {
            found.value = null;
            proof.value = erased;
          }}
        />
      )}
      {proof.value && <Proof proof={proof.value} />}
    </section>
  );
}

function FoundCustomer({
  found,
  onErased,
}: {
  found: FoundOf;
  onErased: (proof: Erased) => void;
}): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const erasing = useSignal(false);
  const busy = useSignal(false);
  const { person, kept } = found;

  async function save(): Promise<void> {
    busy.value = true;
    try {
      const file = await wholeFile((cursor) =>
        api.post<PeopleData>("/people-data/export", { person, cursor }, PATIENCE_MS),
      );
      const text = JSON.stringify(file, null, 1);
      saveAs(new Blob([text], { type: "application/json" }), "baton-people-data.json");
      toasts.tell(words("kept_exported"));
    } catch (error) {
      toasts.fail(keptFailure(error, words));
    }
    busy.value = false;
  }

  return (
    <div class="kept-found" role="status">
      <h3>{words.count("kept_found", kept.conversations.length)}</h3>
      {kept.conversations.length > 0 && <Conversations kept={kept} />}
      <p>{words("kept_rows")}</p>
      <Rows rows={kept.rows} label={words("kept_rows")} />
      <p class="staff-hint">{kept.backups}</p>
      <div class="staff-row">
        <Button busy={busy.value} onClick={() => void save()}>
          {words("kept_export")}
        </Button>
        <Button look="danger" onClick={() => (erasing.value = true)}>
          {words("kept_erase")}
        </Button>
      </div>
      {erasing.value && (
        <EraseDialog person={person} onClose={() => (erasing.value = false)} onErased={onErased} />
      )}
    </div>
  );
}

function Conversations({ kept }: { kept: Kept }): JSX.Element {
  const words = useConsoleWords();
  const shown = useSignal(SHOWN);
  return (
    <>
      <ConversationTable rows={kept.conversations.slice(0, shown.value)} />
      {kept.conversations.length > shown.value && (
        <Button small onClick={() => (shown.value += SHOWN)}>
          {words("kept_more")}
        </Button>
      )}
    </>
  );
}

function ConversationTable({ rows }: { rows: Kept["conversations"] }): JSX.Element {
  const words = useConsoleWords();
  return (
    <table class="staff-table">
      <thead>
        <tr>
          <th scope="col">{words("kept_conversation")}</th>
          <th scope="col">{words("kept_by")}</th>
          <th scope="col">{words("kept_status")}</th>
          <th scope="col">{words("kept_started")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((each) => (
          <tr key={each.conversation_id}>
            <th scope="row">
              <a href={hrefOf("inbox", each.conversation_id)}>
                <code dir="ltr">{each.conversation_id}</code>
              </a>
            </th>
            <td>{codeText(words, "kept_by", each.by.replace(/ /g, "_"))}</td>
            <td>{codeText(words, "kept_status", each.status)}</td>
            <td>{fullTime(each.started_at, words.locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Proof({ proof }: { proof: Erased }): JSX.Element {
  const words = useConsoleWords();
  const when = fullTime(proof.erased_at, words.locale);
  return (
    <div class="kept-proof" role="status">
      <h3>{words("kept_proof")}</h3>
      <p>{proof.id ? words("kept_proof_text", { id: proof.id, when }) : words("kept_nothing_left")}</p>
      <Rows rows={proof.rows} label={words("kept_erased_rows")} />
      <p class="staff-hint">{proof.backups}</p>
    </div>
  );
}
