/** The Settings page: how the company appears to its customers, with a preview beside it. Administrators only. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import { Button, Spinner } from "../../shared/components/basics";
import { languageOf } from "../../shared/languages";
import { failureText } from "../../shared/staff/failure";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { LeaveDialog } from "../app/leave-dialog";
import { useConsoleWords } from "../messages";
import { PacksCard } from "../packs/card";
import { CompanyForm } from "./form";
import { LookCard } from "./look-card";
import { MeanwhileCard } from "./meanwhile";
import { Preview } from "./preview";
import { SignInCard } from "./sign-in-card";
import { EntryFormCard, FilesCard, PrivacyCard, SitesCard } from "./site-cards";
import { LanguagesCard, languagesOf, TextsCard } from "./texts-cards";
import "./settings.css";

export function SettingsPage(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const form = useMemo(() => new CompanyForm(api), [api]);
  const language = useSignal("en");
  const added = useSignal<readonly string[]>([]);
  const unsaved = useCallback(() => form.count.peek() > 0, [form]);
  useEffect(() => {
    form
      .load()
      .then(() => {
        language.value = firstLanguage(form, languageOf(words.locale));
        added.value = [language.value].filter((code) => !languagesOf(form, []).includes(code));
      })
      .catch((error: unknown) => toasts.fail(failureText(error, words)));
  }, [form]);

  async function save(): Promise<boolean> {
    try {
      const saved = await form.save();
      if (saved) toasts.tell(words("settings_saved"));
      else if (!form.meanwhile.value) focusFirstWrong();
      return saved;
    } catch (error) {
      toasts.fail(failureText(error, words));
      return false;
    }
  }

  return (
    <main id="content" class="staff-page settings-page" tabIndex={-1}>
      <div class="settings-inner">
        <header>
          <h1>{words("settings_title")}</h1>
          <p class="staff-hint">{words("settings_intro")}</p>
          <LastChange form={form} />
        </header>
        {form.stored.value === null ? (
          <Spinner label={words("loading")} />
        ) : (
          <>
            <form
              class="settings-form"
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                void save();
              }}
            >
              <MeanwhileCard form={form} />
              <LookCard form={form} />
              <LanguagesCard form={form} language={language} added={added} />
              <TextsCard form={form} language={language} added={added} />
              <SitesCard form={form} />
              <EntryFormCard form={form} />
              <PrivacyCard form={form} language={language.value} />
              <FilesCard form={form} />
              <SaveBar form={form} />
            </form>
            <Preview form={form} language={language.value} />
            <div class="settings-form">
              <SignInCard />
              <PacksCard />
            </div>
          </>
        )}
      </div>
      <LeaveDialog unsaved={unsaved} busy={form.busy.value} onDiscard={() => form.discard()} onSave={save} />
    </main>
  );
}

/** The language whose texts are shown first: the administrator's own, unless the company writes only in others. */
function firstLanguage(form: CompanyForm, own: string): string {
  const written = form.languages();
  return written.length === 0 || written.includes(own) ? own : (written[0] ?? own);
}

function LastChange({ form }: { form: CompanyForm }): JSX.Element | null {
  const words = useConsoleWords();
  const { changed_by: name, changed_at: at } = form.stored.value ?? {};
  if (!name || !at) return null;
  return <p class="staff-hint">{words("settings_changed_by", { name, when: fullTime(at, words.locale) })}</p>;
}

function SaveBar({ form }: { form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  const count = form.count.value;
  const wrong = Object.keys(form.wrong.value).length;
  return (
    <div class="settings-bar">
      <span role="status">
        {count === 0 ? words("settings_all_saved") : words.count("settings_unsaved", count)}
        {wrong > 0 && <strong class="field-error"> {words.count("settings_wrong", wrong)}</strong>}
      </span>
      <span class="staff-spring" />
      <Button look="quiet" disabled={count === 0} onClick={() => form.discard()}>
        {words("settings_discard")}
      </Button>
      <Button look="primary" type="submit" busy={form.busy.value} disabled={count === 0}>
        {words("settings_save")}
      </Button>
    </div>
  );
}

/** Once the page has drawn what was refused. */
function focusFirstWrong(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(".settings-form [aria-invalid='true']")?.focus(),
  );
}
