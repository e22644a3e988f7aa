/** Holidays and other days that differ from the week: fields for each, to add and to remove. Past ones are folded. */
import { useSignal } from "@preact/signals";
import { Plus } from "lucide";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Hours } from "../../shared/api/contract";
import { Icon } from "../../shared/components/icon";
import { useConsoleWords } from "../messages";
import { DayFields } from "./day-fields";
import type { SpecialDays as Special } from "./hours";
import { type DayRow, daysOf, emptyRow, faultsOf, inOrder, rowsOf, todayIn } from "./special-days";

interface SpecialDaysProps {
  hours: Hours;
  onChange: (days: Special) => void;
}

export function SpecialDays({ hours, onChange }: SpecialDaysProps): JSX.Element {
  const words = useConsoleWords();
  const group = useRef<HTMLFieldSetElement>(null);
  const today = todayIn(hours.time_zone);
  const rows = useSignal<readonly DayRow[]>(rowsOf(hours, today));
  const faults = faultsOf(rows.value);
  const past = rows.value.filter((row) => row.past);
  const change = (next: readonly DayRow[]): void => {
    rows.value = next;
    const days = daysOf(next);
    if (days) onChange(days);
  };
  const focusOn = (selector: string): void =>
    queueMicrotask(() => [...(group.current?.querySelectorAll<HTMLElement>(selector) ?? [])].at(-1)?.focus());
  // In order once the focus is elsewhere: a row never moves under the hand that fills it in.
  const sort = (event: FocusEvent): void => {
    const inside = (node: EventTarget | null): boolean =>
      group.current?.contains(node as Node | null) ?? false;
    if (!inside(event.relatedTarget) && !inside(document.activeElement))
      rows.value = inOrder(rows.value, today);
  };
  const fields = (row: DayRow): JSX.Element => (
    <DayFields
      key={row.key}
      row={row}
      fault={faults.get(row.key)}
      onChange={(next) => change(rows.value.map((each) => (each.key === row.key ? next : each)))}
      onRemove={() => {
        change(rows.value.filter((each) => each.key !== row.key));
        focusOn(".special-add");
      }}
    />
  );
  return (
    <fieldset class="special-days" ref={group} onFocusOut={sort}>
      <legend>{words("special_title")}</legend>
      <p class="staff-hint">{words("special_hint")}</p>
      {past.length > 0 && (
        // What is wrong must be seen: the browser cannot point at a field that is folded away.
        <details open={past.some((row) => faults.has(row.key)) || undefined}>
          <summary>{words.count("special_past", past.length)}</summary>
          {past.map(fields)}
        </details>
      )}
      {rows.value.filter((row) => !row.past).map(fields)}
      <button
        type="button"
        class="button button-plain button-small special-add"
        onClick={() => {
          rows.value = [...rows.value, emptyRow(rows.value)];
          focusOn(".special-day input[type=date]");
        }}
      >
        <Icon of={Plus} />
        {words("special_add")}
      </button>
    </fieldset>
  );
}
