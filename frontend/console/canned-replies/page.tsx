/** The page where supervisors manage canned replies: shortcut, title, and text with variables. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { CannedReply, CannedReplyList } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { tellResult } from "../../shared/staff/tell-result";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import "./canned-replies.css";

type Filled = Pick<CannedReply, "shortcut" | "title" | "text">;

const NEW: Filled = { shortcut: "", title: "", text: "" };

export function CannedRepliesPage(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const list = useSignal<readonly CannedReply[] | null>(null);

  const load = (): Promise<void> =>
    api
      .get<CannedReplyList>("/canned-replies")
      .then((answer) => {
        list.value = answer.canned_replies;
      })
      .catch((error: unknown) => toasts.fail(failureText(error, words)));
  useEffect(() => void load(), []);

  function run(done: string, call: () => Promise<unknown>): Promise<boolean> {
    return tellResult(toasts, words, done, async () => {
      await call();
      await load();
    });
  }

  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("canned_title")}</h1>
        <p class="staff-hint">
          {words("canned_hint", { variables: "{customer_name}, {agent_name}, {order_number}" })}
        </p>
        {list.value === null && <Spinner label={words("loading")} />}
        {(list.value ?? []).map((reply) => (
          <section key={reply.id} class="staff-card" aria-label={reply.title}>
            <CannedForm
              start={reply}
              label={words("save")}
              onSave={(filled) =>
                run(words("canned_saved"), () => api.patch(`/canned-replies/${segment(reply.id)}`, filled))
              }
              onRemove={() =>
                run(words("canned_removed"), () => api.delete(`/canned-replies/${segment(reply.id)}`))
              }
            />
          </section>
        ))}
        <section class="staff-card" aria-labelledby="canned-add">
          <h2 id="canned-add">{words("canned_add")}</h2>
          <CannedForm
            start={NEW}
            label={words("canned_add")}
            onSave={(filled) => run(words("canned_added"), () => api.post("/canned-replies", filled))}
          />
        </section>
      </div>
    </main>
  );
}

interface CannedFormProps {
  start: Filled;
  label: string;
  onSave: (filled: Filled) => Promise<boolean>;
  onRemove?: () => Promise<boolean>;
}

function CannedForm({ start, label, onSave, onRemove }: CannedFormProps): JSX.Element {
  const words = useConsoleWords();
  const filled = useSignal<Filled>({ shortcut: start.shortcut, title: start.title, text: start.text });
  const busy = useSignal(false);
  const [shortcut, title, text] = [useId(), useId(), useId()];
  const now = filled.value;
  const unchanged = now.shortcut === start.shortcut && now.title === start.title && now.text === start.text;

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    const saved = await onSave({ ...now, shortcut: now.shortcut.trim().toLowerCase() });
    if (saved && !onRemove) filled.value = NEW;
    busy.value = false;
  }

  return (
    <form class="staff-form" onSubmit={(event) => void submit(event)}>
      <div class="staff-row canned-head">
        <div class="field">
          <label for={shortcut}>{words("canned_shortcut")}</label>
          <input
            id={shortcut}
            class="input"
            required
            maxLength={32}
            pattern="[A-Za-z0-9][A-Za-z0-9\-]*"
            title={words("canned_shortcut_hint")}
            value={now.shortcut}
            onInput={(event) => (filled.value = { ...filled.value, shortcut: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for={title}>{words("canned_name")}</label>
          <input
            id={title}
            class="input"
            required
            maxLength={200}
            value={now.title}
            onInput={(event) => (filled.value = { ...filled.value, title: event.currentTarget.value })}
          />
        </div>
      </div>
      <div class="field">
        <label for={text}>{words("canned_text")}</label>
        <textarea
          id={text}
          class="input"
          required
          rows={3}
          maxLength={2000}
          value={now.text}
          onInput={(event) => (filled.value = { ...filled.value, text: event.currentTarget.value })}
        />
      </div>
      <div class="staff-row">
        <Button look="primary" type="submit" busy={busy.value} disabled={unchanged}>
          {label}
        </Button>
        {onRemove && (
          <Button
            look="quiet"
            aria-label={words("canned_remove", { title: start.title })}
            onClick={() => void onRemove()}
          >
            {words("remove")}
          </Button>
        )}
      </div>
    </form>
  );
}
