/** The page where supervisors keep the tags in order: names, colours, how often each is used; archive and merge. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { TagCount } from "../../shared/api/contract";
import { Badge, Button } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { TagChip } from "./chip";
import { NewTagDialog, TagDialog } from "./dialogs";

export function TagsPage(): JSX.Element {
  const words = useConsoleWords();
  const { tags, toasts } = useConsole();
  const q = useSignal("");
  const opened = useSignal<TagCount | "new" | null>(null);
  const search = useId();
  useEffect(() => {
    tags.read().catch((error: unknown) => toasts.fail(failureText(error, words)));
  }, []);
  const shown = tags.all.value.filter(({ tag }) => tag.includes(q.value.trim().toLowerCase()));
  const close = (): void => {
    opened.value = null;
  };
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <div class="staff-row">
          <h1>{words("tags_title")}</h1>
          <span class="staff-spring" />
          <Button look="primary" onClick={() => (opened.value = "new")}>
            {words("tags_new")}
          </Button>
        </div>
        <p class="staff-hint">{words("tags_hint")}</p>
        <label class="visually-hidden" for={search}>
          {words("tags_search")}
        </label>
        <input
          id={search}
          class="input"
          type="search"
          placeholder={words("tags_search")}
          value={q.value}
          onInput={(event) => (q.value = event.currentTarget.value)}
        />
        {shown.length === 0 && <p class="staff-hint">{words("tags_none")}</p>}
        {shown.length > 0 && <TagTable tags={shown} onEdit={(tag) => (opened.value = tag)} />}
      </div>
      {opened.value === "new" && <NewTagDialog onClose={close} />}
      {opened.value && opened.value !== "new" && (
        <TagDialog key={opened.value.id} tag={opened.value} onClose={close} />
      )}
    </main>
  );
}

function TagTable({
  tags,
  onEdit,
}: {
  tags: readonly TagCount[];
  onEdit: (tag: TagCount) => void;
}): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-label={words("tags_title")}>
      <table class="staff-table">
        <thead>
          <tr>
            <th scope="col">{words("tags_name")}</th>
            <th scope="col">{words("tags_uses")}</th>
            <th scope="col">
              <span class="visually-hidden">{words("tags_edit")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tags.map((tag) => (
            <tr key={tag.id}>
              <td>
                <TagChip name={tag.tag} colour={tag.colour} />{" "}
                {tag.archived && <Badge>{words("tags_archived")}</Badge>}
              </td>
              <td>{words.count("tags_used", tag.count)}</td>
              <td>
                <Button
                  small
                  aria-label={words("tags_edit_one", { tag: tag.tag })}
                  onClick={() => onEdit(tag)}
                >
                  {words("tags_edit")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
