/** Languages, and the company's own texts in the language that is chosen. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { useConsoleWords } from "../messages";
import { TEXTS, type TextName } from "./company";
import { Field, placeholders } from "./field";
import type { CompanyForm } from "./form";

const LONGEST_TEXT = 500;

/** Offered for a start; the code of any other can be typed in an imported file. */
const OFFERED = [
  "en",
  "nl",
  "de",
  "fr",
  "es",
  "it",
  "pt",
  "pl",
  "sv",
  "da",
  "fi",
  "cs",
  "tr",
  "ar",
  "uk",
  "ro",
];

const TONE: readonly TextName[] = [
  "greeting",
  "notice",
  "unsure",
  "hand_over",
  "nobody_here",
  "out_of_scope",
  "closing",
];

interface CardProps {
  form: CompanyForm;
  /** The language whose texts are shown. */
  language: Signal<string>;
  /** Languages that were added and have no text yet. */
  added: Signal<readonly string[]>;
}

export function languagesOf(form: CompanyForm, added: readonly string[]): string[] {
  return [...new Set(["en", ...form.languages(), ...added])];
}

export function LanguagesCard({ form, language, added }: CardProps): JSX.Element {
  const words = useConsoleWords();
  const field = useId();
  const chosen = useSignal("");
  const present = languagesOf(form, added.value);
  const left = OFFERED.filter((code) => !present.includes(code));
  const name = (code: string): string => languageName(code, words.locale);

  function add(): void {
    if (!chosen.value) return;
    added.value = [...added.value, chosen.value];
    language.value = chosen.value;
    chosen.value = "";
  }
  function remove(code: string): void {
    form.removeLanguage(code);
    added.value = added.value.filter((each) => each !== code);
    if (language.value === code) language.value = "en";
  }

  return (
    <section class="staff-card" aria-labelledby="settings-languages">
      <h2 id="settings-languages">{words("settings_languages")}</h2>
      <p class="staff-hint">{words("settings_languages_hint")}</p>
      <ul class="staff-list settings-languages">
        {present.map((code) => (
          <li key={code} class="staff-row">
            <strong>{name(code)}</strong>
            <span class="staff-hint">{words.count("settings_language_texts", written(form, code))}</span>
            {code !== "en" && (
              <Button
                look="quiet"
                small
                aria-label={words("settings_languages_remove", { language: name(code) })}
                onClick={() => remove(code)}
              >
                {words("remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div class="staff-row settings-add">
        <div class="field">
          <label for={field}>{words("settings_languages_add")}</label>
          <select
            id={field}
            class="input"
            value={chosen.value}
            onChange={(event) => (chosen.value = event.currentTarget.value)}
          >
            <option value="" />
            {left.map((code) => (
              <option key={code} value={code}>
                {name(code)}
              </option>
            ))}
          </select>
        </div>
        <Button disabled={!chosen.value} onClick={add}>
          {words("settings_languages_add_button")}
        </Button>
      </div>
    </section>
  );
}

export function TextsCard({ form, language, added }: CardProps): JSX.Element {
  const words = useConsoleWords();
  const field = useId();
  return (
    <section class="staff-card" aria-labelledby="settings-texts">
      <h2 id="settings-texts">{words("settings_texts")}</h2>
      <p class="staff-hint">{words("settings_texts_hint", { names: placeholders(form) })}</p>
      <div class="field">
        <label for={field}>{words("settings_texts_language")}</label>
        <select
          id={field}
          class="input"
          value={language.value}
          onChange={(event) => (language.value = event.currentTarget.value)}
        >
          {languagesOf(form, added.value).map((code) => (
            <option key={code} value={code}>
              {languageName(code, words.locale)}
            </option>
          ))}
        </select>
      </div>
      {TONE.map((name) => (
        <TextField
          key={name}
          form={form}
          name={name}
          language={language.value}
          hint={name === "notice" ? words("settings_notice_hint") : undefined}
        />
      ))}
    </section>
  );
}

interface TextFieldProps {
  form: CompanyForm;
  name: TextName;
  language: string;
  hint?: string;
}

export function TextField({ form, name, language, hint }: TextFieldProps): JSX.Element {
  return (
    <Field form={form} name={name} part={language} hint={hint}>
      {(ties) => (
        <textarea
          {...ties}
          class="input"
          rows={2}
          lang={language}
          dir="auto"
          maxLength={LONGEST_TEXT}
          value={form.texts(name)[language] ?? ""}
          onInput={(event) => form.setText(name, language, event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function written(form: CompanyForm, language: string): number {
  return TEXTS.filter((name) => form.texts(name)[language]).length;
}

function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}
