/** A choice of who may read an article. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { type ArticleAudience, AUDIENCES } from "../list/filter";
import { useEditorWords } from "../messages";

interface FieldProps {
  value: string;
  readOnly?: boolean;
  onChange: (audience: ArticleAudience) => void;
}

export function AudienceField({ value, readOnly, onChange }: FieldProps): JSX.Element {
  const words = useEditorWords();
  const field = useId();
  return (
    <div class="field">
      <label for={field}>{words("audience")}</label>
      <select
        id={field}
        class="input"
        disabled={readOnly}
        aria-describedby={`${field}-hint`}
        value={value}
        onChange={(event) => {
          const chosen = AUDIENCES.find((each) => each === event.currentTarget.value);
          if (chosen) onChange(chosen);
        }}
      >
        {AUDIENCES.map((audience) => (
          <option key={audience} value={audience}>
            {words(`audience_${audience}`)}
          </option>
        ))}
      </select>
      <span id={`${field}-hint`} class="staff-hint">
        {words("audience_hint")}
      </span>
    </div>
  );
}
