/** A value that is shown only once, such as a link or a token. It can be read, selected and copied. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { useConsoleWords } from "../messages";

export function CopyField({ label, value }: { label: string; value: string }): JSX.Element {
  const words = useConsoleWords();
  const copied = useSignal(false);
  const field = useId();
  const copy = async (): Promise<void> => {
    const input = document.getElementById(field) as HTMLInputElement;
    input.select();
    copied.value = await navigator.clipboard.writeText(value).then(
      () => true,
      () => false,
    );
  };
  return (
    <div class="field">
      <label for={field}>{label}</label>
      <div class="staff-row">
        <input
          id={field}
          class="input"
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={() => void copy()}>{words("copy")}</Button>
      </div>
      <span class="staff-hint" role="status">
        {copied.value && words("copied")}
      </span>
    </div>
  );
}
