/** Asks for a picture, if none was pasted or dropped, and for what it shows; uploads it and inserts it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { ArticleImage } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { ApiError } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";

const KINDS = "image/jpeg,image/png,image/gif,image/webp";
const REFUSED = new Set(["file_refused", "bad_picture", "too_large", "empty_file"]);
const LARGEST_BYTES = 5 * 1024 * 1024;

interface ImageDialogProps {
  file: File | null;
  onInsert: (markdown: string) => void;
  onClose: () => void;
}

export function ImageDialog({ file, onInsert, onClose }: ImageDialogProps): JSX.Element {
  const words = useEditorWords();
  const { api } = useEditor();
  const chosen = useSignal(file);
  const alt = useSignal("");
  const busy = useSignal(false);
  const failure = useSignal<string | null>(null);
  const [fileField, altField] = [useId(), useId()];
  const shown = usePictureUrl(chosen.value);

  async function insert(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const picture = chosen.peek();
    if (!picture || busy.peek()) return;
    if (picture.size > LARGEST_BYTES) {
      failure.value = words("image_refused");
      return;
    }
    busy.value = true;
    failure.value = null;
    try {
      const { url } = await api.postFile<ArticleImage>("/article-images", picture, {});
      onInsert(`![${described(alt.peek())}](${url})`);
    } catch (error) {
      const refused = error instanceof ApiError && REFUSED.has(error.code);
      failure.value = refused ? words("image_refused") : failureText(error, words);
      busy.value = false;
    }
  }
  return (
    <Dialog title={words("image_title")} onClose={onClose}>
      <form class="staff-form" onSubmit={(event) => void insert(event)}>
        {file === null && (
          <div class="field">
            <label for={fileField}>{words("image_file")}</label>
            <input
              id={fileField}
              type="file"
              class="input"
              accept={KINDS}
              required
              onChange={(event) => (chosen.value = event.currentTarget.files?.[0] ?? null)}
            />
            <span class="staff-hint">{words("image_kinds")}</span>
          </div>
        )}
        {shown && <img class="image-chosen" src={shown} alt="" />}
        <div class="field">
          <label for={altField}>{words("image_alt")}</label>
          <input
            id={altField}
            class="input"
            required
            maxLength={300}
            dir="auto"
            value={alt.value}
            aria-describedby={`${altField}-hint`}
            onInput={(event) => (alt.value = event.currentTarget.value)}
          />
          <span class="staff-hint" id={`${altField}-hint`}>
            {words("image_alt_hint")}
          </span>
        </div>
        {failure.value && (
          <p class="field-error" role="alert">
            {failure.value}
          </p>
        )}
        <div class="staff-dialog-actions">
          <Button look="quiet" onClick={onClose}>
            {words("cancel")}
          </Button>
          <Button look="primary" type="submit" busy={busy.value}>
            {words("image_insert")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** One line, and without what would end the description. */
function described(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[[\]\\]/g, "\\$&");
}

function usePictureUrl(file: File | null): string | null {
  const url = useSignal<string | null>(null);
  useEffect(() => {
    url.value = file ? URL.createObjectURL(file) : null;
    return () => {
      if (url.peek()) URL.revokeObjectURL(url.peek() as string);
    };
  }, [file]);
  return url.value;
}
