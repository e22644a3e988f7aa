/** From and to, as two fields of a clock with a button that removes them. */
import { X } from "lucide";
import type { JSX } from "preact";
import { Icon } from "../../shared/components/icon";
import { useConsoleWords } from "../messages";
import type { Times } from "./hours";

interface SpanFieldsProps {
  row: Times;
  wrong: boolean;
  onChange: (row: Times) => void;
  onRemove: () => void;
}

export function SpanFields({ row, wrong, onChange, onRemove }: SpanFieldsProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <span class="week-span">
      <input
        type="time"
        class="input week-from"
        aria-label={words("hours_from")}
        aria-invalid={wrong}
        value={row.from}
        onInput={(event) => onChange({ ...row, from: event.currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        class="input"
        aria-label={words("hours_to")}
        aria-invalid={wrong}
        value={row.to}
        onInput={(event) => onChange({ ...row, to: event.currentTarget.value })}
      />
      <button
        type="button"
        class="button button-quiet button-icon"
        aria-label={words("hours_remove")}
        title={words("hours_remove")}
        onClick={onRemove}
      >
        <Icon of={X} />
      </button>
    </span>
  );
}
