/** The time spans of a day, each with its fields, and a way to add one. The focus stays among them. */
import { Plus } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { Icon } from "../../shared/components/icon";
import { useConsoleWords } from "../messages";
import { furtherTimes, type Times } from "./hours";
import { SpanFields } from "./span-fields";

interface SpanListProps {
  times: readonly Times[];
  /** The day's name. */
  day: string;
  wrong: boolean;
  /** Shown where there is no span. */
  empty?: string;
  /** Stands behind the button that adds one. */
  children?: ComponentChildren;
  onChange: (times: readonly Times[]) => void;
}

export function SpanList({ times, day, wrong, empty, children, onChange }: SpanListProps): JSX.Element {
  const words = useConsoleWords();
  const list = useRef<HTMLDivElement>(null);
  const change = (next: readonly Times[], focused: string): void => {
    onChange(next);
    queueMicrotask(() => [...(list.current?.querySelectorAll<HTMLElement>(focused) ?? [])].at(-1)?.focus());
  };
  return (
    <div class="week-times" ref={list}>
      {times.length === 0 && empty && <span class="staff-hint">{empty}</span>}
      {times.map((row, place) => (
        <SpanFields
          key={place}
          row={row}
          wrong={wrong}
          onChange={(next) => onChange(times.map((each, at) => (at === place ? next : each)))}
          onRemove={() =>
            change(
              times.filter((_, at) => at !== place),
              ".week-add",
            )
          }
        />
      ))}
      <button
        type="button"
        class="button button-quiet button-icon week-add"
        aria-label={words("hours_add", { day })}
        title={words("hours_add", { day })}
        onClick={() => change([...times, furtherTimes(times)], ".week-from")}
      >
        <Icon of={Plus} />
      </button>
      {children}
    </div>
  );
}
