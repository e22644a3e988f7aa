/** The field for the tags of several conversations, with the tags that the company uses. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

export function TagsField({ required = false }: { required?: boolean }): JSX.Element {
  const words = useConsoleWords();
  const { tags } = useConsole();
  const [field, list] = [useId(), useId()];
  return (
    <div class="field">
      <label for={field}>{words("resolution_tags")}</label>
      <input
        id={field}
        class="input"
        name="tags"
        list={list}
        maxLength={200}
        required={required}
        autofocus={required}
        placeholder={words("resolution_tags_hint")}
      />
      <datalist id={list}>
        {tags.offered([]).map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </div>
  );
}
