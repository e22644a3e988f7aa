/** The dialogs of the Tags page: a new tag; and name, colour, archive and merge of one that is there. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { TagCount } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { FormEnd } from "../../shared/staff/dialog/form-end";
import type { ToastAction } from "../../shared/staff/dialog/toast";
import { tellResult } from "../../shared/staff/tell-result";
import { useConsole } from "../app/context";
import { codeText, useConsoleWords } from "../messages";
import { COLOURS, type Colour } from "./known-tags";
import { tagsOf } from "./tag-text";

/** Makes the change, says how it went, and closes the dialog if it went well. */
function useEnding(
  onClose: () => void,
): (done: string, call: () => Promise<unknown>, undo?: () => Promise<unknown>) => Promise<void> {
  const words = useConsoleWords();
  const { tags, toasts } = useConsole();
  const change = (done: string, call: () => Promise<unknown>, action?: ToastAction): Promise<boolean> =>
    tellResult(
      toasts,
      words,
      done,
      async () => {
        await call();
        await tags.read();
      },
      action,
    );
  return async (done, call, undo) => {
    const action = undo && { label: words("undo"), run: () => void change(words("tags_parted"), undo) };
    if (await change(done, call, action)) onClose();
  };
}

export function NewTagDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const end = useEnding(onClose);
  return (
    <Dialog title={words("tags_new")} onClose={onClose}>
      <TagForm
        start={{ name: "", colour: "grey", archived: false }}
        label={words("tags_new")}
        onCancel={onClose}
        onSave={({ name, colour }) => end(words("tags_saved"), () => api.post("/tags", { name, colour }))}
      />
    </Dialog>
  );
}

export function TagDialog({ tag, onClose }: { tag: TagCount; onClose: () => void }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const end = useEnding(onClose);
  const path = `/tags/${segment(tag.id)}`;
  return (
    <Dialog title={words("tags_edit_one", { tag: tag.tag })} onClose={onClose}>
      <TagForm
        start={{ name: tag.tag, colour: tag.colour, archived: tag.archived }}
        label={words("save")}
        archivable
        onCancel={onClose}
        onSave={(filled) => end(words("tags_saved"), () => api.patch(path, filled))}
      />
      <MergeForm
        tag={tag}
        onMerge={(into) =>
          end(
            words("tags_merged"),
            () => api.post(`${path}/merge`, { into }),
            () => api.delete(`${path}/merge`),
          )
        }
      />
    </Dialog>
  );
}

interface Filled {
  readonly name: string;
  readonly colour: Colour;
  readonly archived: boolean;
}

interface TagFormProps {
  start: Filled;
  label: string;
  archivable?: boolean;
  onCancel: () => void;
  onSave: (filled: Filled) => Promise<void>;
}

function TagForm({ start, label, archivable = false, onCancel, onSave }: TagFormProps): JSX.Element {
  const words = useConsoleWords();
  const filled = useSignal(start);
  const busy = useSignal(false);
  const [name, colour] = [useId(), useId()];
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    busy.value = true;
    await onSave({ ...filled.peek(), name: tagsOf(filled.peek().name)[0] ?? "" });
    busy.value = false;
  }
  return (
    <form class="staff-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={name}>{words("tags_name")}</label>
        <input
          id={name}
          class="input"
          required
          maxLength={40}
          value={filled.value.name}
          onInput={(event) => (filled.value = { ...filled.value, name: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={colour}>{words("tags_colour")}</label>
        <select
          id={colour}
          class="input"
          value={filled.value.colour}
          onChange={(event) =>
            (filled.value = { ...filled.value, colour: event.currentTarget.value as Colour })
          }
        >
          {COLOURS.map((each) => (
            <option key={each} value={each}>
              {codeText(words, "tag_colour", each)}
            </option>
          ))}
        </select>
      </div>
      {archivable && (
        <label class="staff-check">
          <input
            type="checkbox"
            checked={filled.value.archived}
            onChange={(event) => (filled.value = { ...filled.value, archived: event.currentTarget.checked })}
          />
          {words("tags_archive")}
        </label>
      )}
      <FormEnd failure={null} submit={label} busy={busy.value} onCancel={onCancel} />
    </form>
  );
}

function MergeForm({
  tag,
  onMerge,
}: {
  tag: TagCount;
  onMerge: (into: string) => Promise<void>;
}): JSX.Element | null {
  const words = useConsoleWords();
  const { tags } = useConsole();
  const into = useSignal("");
  const sure = useSignal(false);
  const field = useId();
  const others = tags.all.value.filter(({ id }) => id !== tag.id);
  const chosen = others.find(({ id }) => id === into.value)?.tag ?? "";
  if (others.length === 0) return null;
  return (
    <form
      class="staff-row tags-merge"
      onSubmit={(event) => {
        event.preventDefault();
        if (sure.peek()) void onMerge(into.peek());
        else sure.value = into.peek() !== "";
      }}
    >
      <div class="field">
        <label for={field}>{words("tags_merge")}</label>
        <select
          id={field}
          class="input"
          value={into.value}
          onChange={(event) => {
            into.value = event.currentTarget.value;
            sure.value = false;
          }}
        >
          <option value="">{words("choose")}</option>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {other.tag}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" look="danger" small disabled={into.value === ""}>
        {words(sure.value ? "tags_merge_yes" : "tags_merge_do")}
      </Button>
      <p role="alert">
        {sure.value && words.count("tags_merge_sure", tag.count, { tag: tag.tag, into: chosen })}
      </p>
    </form>
  );
}
