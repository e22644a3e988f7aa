/** Asks for outcome and tags of a resolved conversation; suggests tags that others have used. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Resolution, StaffConversation } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { isComposing } from "../../shared/keys";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import { tagsOf } from "../tags/tag-text";
import "./resolution.css";

export const OUTCOMES = ["solved", "unsolved", "no_reply", "spam"] as const;

export function ResolutionForm({ id, resolution }: { id: string; resolution: Resolution }): JSX.Element {
  const words = useConsoleWords();
  const { api, desk, tags: known, toasts } = useConsole();
  const outcome = useSignal(resolution.outcome ?? "");
  const tags = useSignal(resolution.tags.join(", "));
  const busy = useSignal(false);
  const [outcomeField, tagsField, list] = [useId(), useId(), useId()];

  async function save(): Promise<void> {
    busy.value = true;
    const body = { outcome: outcome.value || null, tags: tagsOf(tags.value) };
    try {
      desk.learn(await api.put<StaffConversation>(`/conversations/${segment(id)}/resolution`, body));
      known.meet(body.tags);
      toasts.tell(words("resolution_saved"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  return (
    // This is inside the composer, which is already a form.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as part of that form
    <div class="staff-row resolution" role="group" aria-label={words("resolution_group")}>
      <div class="field">
        <label for={outcomeField}>{words("resolution_outcome")}</label>
        <select
          id={outcomeField}
          class="input"
          value={outcome.value}
          onChange={(event) => (outcome.value = event.currentTarget.value)}
        >
          <OutcomeOptions />
        </select>
      </div>
      <div class="field resolution-tags">
        <label for={tagsField}>{words("resolution_tags")}</label>
        <input
          id={tagsField}
          class="input"
          list={list}
          value={tags.value}
          placeholder={words("resolution_tags_hint")}
          onInput={(event) => (tags.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || isComposing(event)) return;
            event.preventDefault();
            void save();
          }}
        />
        <datalist id={list}>
          {known.offered(tagsOf(tags.value)).map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
      </div>
      <Button small busy={busy.value} onClick={() => void save()}>
        {words("save")}
      </Button>
    </div>
  );
}

/** What can be chosen as the outcome; saying nothing comes first. */
export function OutcomeOptions(): JSX.Element {
  const words = useConsoleWords();
  return (
    <>
      <option value="">{words("resolution_unsaid")}</option>
      {OUTCOMES.map((each) => (
        <option key={each} value={each}>
          {codeText(words, "outcome", each)}
        </option>
      ))}
    </>
  );
}
