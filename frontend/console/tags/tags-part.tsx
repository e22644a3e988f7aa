/** The conversation's tags in the customer panel: taken away and added at any time, with suggestions. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { StaffConversation, SuggestedTags } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { TagChip } from "./chip";
import { tagsOf } from "./tag-text";

export function TagsPart({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const { acting, api, desk, tags, toasts } = useConsole();
  const field = useRef<HTMLInputElement>(null);
  const given = desk.find(id)?.tags ?? [];
  const suggested = useSuggested(id, given);
  const path = `/conversations/${segment(id)}/tags`;

  useSignalEffect(() => {
    if (!acting.tagging.value) return;
    acting.tagging.value = false;
    field.current?.focus();
  });

  /** The chip or the suggestion that had the focus goes, so the field gets it. */
  async function change(calls: readonly (() => Promise<StaffConversation>)[]): Promise<boolean> {
    try {
      for (const call of calls) desk.learn(await call());
      tags.meet(desk.find(id)?.tags ?? []);
      return true;
    } catch (error) {
      toasts.fail(failureText(error, words));
      return false;
    } finally {
      field.current?.focus();
    }
  }

  const give = (names: readonly string[]): Promise<boolean> =>
    change(names.map((tag) => () => api.post<StaffConversation>(path, { tag })));
  return (
    <section class="customer-part tags-part" aria-label={words("tags_title")}>
      <h3>{words("tags_title")}</h3>
      {given.length > 0 && (
        <ul class="staff-list tags">
          {given.map((tag) => (
            <li key={tag}>
              <TagChip name={tag}>
                <button
                  type="button"
                  class="tag-button"
                  aria-label={words("tag_take", { tag })}
                  onClick={() => void change([() => api.delete(`${path}/${segment(tag)}`)])}
                >
                  ×
                </button>
              </TagChip>
            </li>
          ))}
        </ul>
      )}
      <NewTag field={field} offered={tags.offered(given)} onGive={give} />
      {suggested.length > 0 && (
        <ul class="staff-list tags" aria-label={words("tags_suggested")}>
          {suggested.map((tag) => (
            <li key={tag}>
              <button
                type="button"
                class="tag"
                aria-label={words("tag_give", { tag })}
                onClick={() => void give([tag])}
              >
                <span aria-hidden="true">+</span>
                <bdi>{tag}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface NewTagProps {
  field: { readonly current: HTMLInputElement | null };
  offered: readonly string[];
  /** Resolves to whether it succeeded; otherwise the text stays. */
  onGive: (names: readonly string[]) => Promise<boolean>;
}

function NewTag({ field, offered, onGive }: NewTagProps): JSX.Element {
  const words = useConsoleWords();
  const typed = useSignal("");
  const list = useId();
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const names = tagsOf(typed.peek());
    if (names.length > 0 && (await onGive(names))) typed.value = "";
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <input
        ref={field}
        class="input"
        list={list}
        maxLength={200}
        aria-label={words("tag_add")}
        placeholder={words("tag_add")}
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
      <datalist id={list}>
        {offered.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </form>
  );
}

/** What colleagues gave to conversations like this one. Without an answer, nothing is suggested. */
function useSuggested(id: string, given: readonly string[]): readonly string[] {
  const { api } = useConsole();
  const suggested = useSignal<readonly string[]>([]);
  const had = given.join();
  useEffect(() => {
    let wanted = true;
    api
      .get<SuggestedTags>(`/conversations/${segment(id)}/suggested-tags`)
      .then((answer) => {
        if (wanted) suggested.value = answer.tags;
      })
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [id, had]);
  return suggested.value.filter((tag) => !given.includes(tag));
}
