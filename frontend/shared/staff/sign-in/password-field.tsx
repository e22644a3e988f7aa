/** A field for a new password, with its rule shown in advance. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";

export const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 256;

export function PasswordField(props: { label: string; hint: string; shortest: number }): JSX.Element {
  const [field, hint] = [useId(), useId()];
  return (
    <div class="field">
      <label for={field}>{props.label}</label>
      <input
        id={field}
        class="input"
        name="password"
        type="password"
        required
        minLength={props.shortest}
        maxLength={LONGEST_PASSWORD}
        autocomplete="new-password"
        aria-describedby={hint}
      />
      <span class="staff-hint" id={hint}>
        {props.hint}
      </span>
    </div>
  );
}
