/** Title, category and the other phrasings of an article. */
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { articleDirection } from "../../shared/languages";
import { ArticleAudienceField } from "../audience/article-field";
import { useCategories } from "../list/overview";
import { useEditorWords } from "../messages";
import type { Editing } from "./editing";

const LONGEST_TITLE = 300;
const LANGUAGES = "en de fr nl es it pt pl sv da tr ar".split(" ");

export function ArticleFields({ editing, readOnly }: { editing: Editing; readOnly: boolean }): JSX.Element {
  const words = useEditorWords();
  const categories = useCategories();
  const [title, category, questions, options, language] = [useId(), useId(), useId(), useId(), useId()];
  const fields = editing.fields.value;
  const own = { lang: editing.locale.value, dir: articleDirection(editing.locale.value) };
  return (
    <section class="article-fields">
      <div class="field title-field">
        <label for={title}>{words("title")}</label>
        <input
          id={title}
          class="input"
          {...own}
          readOnly={readOnly}
          required
          maxLength={LONGEST_TITLE}
          placeholder={words("title_hint")}
          value={fields.title}
          autofocus={editing.stored.value === null}
          onInput={(event) => editing.change({ title: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={category}>{words("category")}</label>
        <input
          id={category}
          class="input"
          list={options}
          dir="auto"
          readOnly={readOnly}
          maxLength={100}
          placeholder={words("category_hint")}
          value={fields.category}
          onInput={(event) => editing.change({ category: event.currentTarget.value })}
        />
        <span class="staff-hint">{words("category_tree_hint")}</span>
        <datalist id={options}>
          {categories.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      </div>
      {!readOnly && (
        <div class="field">
          <label for={language}>{words("language")}</label>
          <select
            id={language}
            class="input"
            value={fields.locale}
            onChange={(event) => editing.change({ locale: event.currentTarget.value })}
          >
            {languagesWith(fields.locale).map((tag) => (
              <option key={tag} value={tag}>
                {nameOf(tag, words.locale)}
              </option>
            ))}
          </select>
        </div>
      )}
      <ArticleAudienceField editing={editing} readOnly={readOnly} />
      <div class="field questions-field">
        <label for={questions}>{words("questions")}</label>
        <textarea
          id={questions}
          class="input"
          rows={3}
          {...own}
          readOnly={readOnly}
          aria-describedby={`${questions}-hint`}
          value={fields.questions}
          onInput={(event) => editing.change({ questions: event.currentTarget.value })}
        />
        <span class="staff-hint" id={`${questions}-hint`}>
          {words("questions_hint")}
        </span>
      </div>
    </section>
  );
}

/** The languages of the help pages, and the article's own if it is another one. */
function languagesWith(locale: string): readonly string[] {
  return LANGUAGES.includes(locale) ? LANGUAGES : [...LANGUAGES, locale];
}

function nameOf(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
