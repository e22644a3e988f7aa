/** The articles that say the same in other languages: named, linked, and taken apart again. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Article, ListedArticle, TranslationList } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { useRead } from "../../shared/staff/read";
import { hrefOf } from "../../shared/staff/route";
import { tellResult } from "../../shared/staff/tell-result";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { Choices, useFound } from "../writing/choices";

export function Translations({ article, readOnly }: { article: Article; readOnly: boolean }): JSX.Element {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const path = `/articles/${segment(article.id)}/translations`;
  const list = useRead(() => api.get<TranslationList>(path), article.id, words);
  const wanted = useSignal("");
  const field = useId();
  const found = useFound(wanted.value);
  const others = found?.filter(({ locale }) => locale !== article.locale) ?? null;
  const change = (done: string, call: () => Promise<unknown>): void => {
    void tellResult(toasts, words, done, async () => {
      await call();
      wanted.value = "";
      list.again();
    });
  };
  const link = (other: ListedArticle): void =>
    change(words("care_linked"), () => api.post(path, { article_id: other.id }));
  return (
    <div class="field">
      <label for={field}>{words("care_translations")}</label>
      {list.value && list.value.translations.length > 0 && (
        <ul class="staff-list">
          {list.value.translations.map((one) => (
            <li key={one.id}>
              <a href={hrefOf("articles", one.id)} lang={one.locale}>
                <bdi>{one.title}</bdi>
              </a>{" "}
              <span class="staff-hint">{one.locale}</span>
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <>
          <input
            id={field}
            class="input"
            dir="auto"
            autocomplete="off"
            placeholder={words("care_translations_hint")}
            value={wanted.value}
            onInput={(event) => (wanted.value = event.currentTarget.value)}
          />
          <Choices found={others} wanted={wanted.value} onChoose={link} />
          {list.value && list.value.translations.length > 0 && (
            <Button small onClick={() => change(words("care_unlinked"), () => api.delete(path))}>
              {words("care_unlink")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
