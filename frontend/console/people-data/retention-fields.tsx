/** A row for all conversations, and one for each department: whether it has a time of its own, and the days. */
import type { JSX } from "preact";
import { useConsoleWords } from "../messages";
import { useDepartmentName } from "./department-name";
import { EVERYBODY, type Filled, type Typed } from "./rules";

const LONGEST_DAYS = 36_500;

interface RetentionFieldsProps {
  filled: Filled;
  onChange: (filled: Filled) => void;
}

export function RetentionFields({ filled, onChange }: RetentionFieldsProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <table class="staff-table">
      <thead>
        <tr>
          <th scope="col">{words("retention_department")}</th>
          <th scope="col">{words("retention_own")}</th>
          <th scope="col">{words("retention_days_short")}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(filled).map(([id, typed]) => (
          <Row key={id} id={id} typed={typed} onChange={(next) => onChange({ ...filled, [id]: next })} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  id,
  typed,
  onChange,
}: {
  id: string;
  typed: Typed;
  onChange: (typed: Typed) => void;
}): JSX.Element {
  const words = useConsoleWords();
  const name = useDepartmentName()(id);
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>
        {id !== EVERYBODY && (
          <label class="staff-check">
            <input
              type="checkbox"
              aria-label={`${words("retention_own")}: ${name}`}
              checked={typed.own}
              onChange={(event) => onChange({ ...typed, own: event.currentTarget.checked })}
            />
            {words("retention_own")}
          </label>
        )}
      </td>
      <td>
        {typed.own && (
          <input
            class="input retention-days"
            type="number"
            inputMode="numeric"
            min={1}
            max={LONGEST_DAYS}
            step={1}
            aria-label={words("retention_days", { department: name })}
            value={typed.days}
            onInput={(event) => onChange({ ...typed, days: event.currentTarget.value })}
          />
        )}
      </td>
    </tr>
  );
}
