/** What phrases would have caught in the last month: asked for, because it reads many messages. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Caught } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

export function Trial({ phrases }: { phrases: readonly string[] }): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const busy = useSignal(false);
  const caught = useSignal<{ of: string; found: Caught } | null>(null);
  const asked = phrases.join("\n");
  const ask = async (): Promise<void> => {
    busy.value = true;
    try {
      caught.value = { of: asked, found: await api.post<Caught>("/sensitive-topics/try", { phrases }) };
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  };
  const found = caught.value?.of === asked ? caught.value.found : null;
  return (
    <div class="sensitive-trial">
      <Button small busy={busy.value} onClick={() => void ask()}>
        {words("sensitive_try")}
      </Button>
      <div role="status">
        {found && (
          <p>
            {found.caught === 0
              ? words("sensitive_caught_none", { read: found.read, days: found.days })
              : words.count("sensitive_caught", found.caught, {
                  read: found.read,
                  days: found.days,
                  conversations: found.conversations,
                })}
          </p>
        )}
      </div>
      {found && found.examples.length > 0 && (
        <>
          <ul class="sensitive-examples">
            {found.examples.map(({ text, phrase }, number) => (
              <li key={number}>
                <bdi>{text}</bdi> <span class="staff-hint">“{phrase}”</span>
              </li>
            ))}
          </ul>
          <p class="staff-hint">{words("sensitive_masked")}</p>
        </>
      )}
    </div>
  );
}
