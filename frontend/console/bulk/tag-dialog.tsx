/** Asks for the tags that several conversations get; each keeps those that it has, and its state. */
import type { JSX } from "preact";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import { useConsoleWords } from "../messages";
import { tagsOf } from "../tags/tag-text";
import { TagsField } from "./tags-field";

interface TagDialogProps {
  onClose: () => void;
  onChosen: (tags: readonly string[]) => void;
}

export function TagDialog({ onClose, onChosen }: TagDialogProps): JSX.Element {
  const words = useConsoleWords();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get("tags");
    const tags = tagsOf(String(typed));
    if (tags.length > 0) onChosen(tags);
  };
  return (
    <Dialog title={words("bulk_tag_title")} onClose={onClose}>
      <form class="staff-form" onSubmit={submit}>
        <TagsField required />
        <FormEnd failure={null} submit={words("bulk_tag_do")} busy={false} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
