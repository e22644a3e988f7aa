/** Boxes to tick: what somebody has of a list. */
import type { JSX } from "preact";

interface TicksProps {
  legend: string;
  options: readonly { readonly id: string; readonly name: string }[];
  held: readonly string[];
  onChange: (held: readonly string[]) => void;
}

export function Ticks({ legend, options, held, onChange }: TicksProps): JSX.Element | null {
  if (options.length === 0) return null;
  return (
    <fieldset class="agent-skills">
      <legend>{legend}</legend>
      {options.map(({ id, name }) => (
        <label key={id} class="staff-check">
          <input
            type="checkbox"
            checked={held.includes(id)}
            onChange={(event) => onChange(toggled(held, id, event.currentTarget.checked))}
          />
          <bdi>{name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

function toggled(held: readonly string[], id: string, checked: boolean): string[] {
  return checked ? [...held, id] : held.filter((each) => each !== id);
}
