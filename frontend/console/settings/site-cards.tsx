/** Where the chat may appear and how to embed it, what customers read about their data, and everything as one file. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../../shared/components/basics";
import { Dialog } from "../../shared/staff/dialog/dialog";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { CopyField } from "../people/copy-field";
import { Field, LineField } from "./field";
import type { CompanyForm } from "./form";
import { TextField } from "./texts-cards";

const LONGEST_ADDRESS = 500;

export function SitesCard({ form }: { form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="settings-sites">
      <h2 id="settings-sites">{words("settings_sites")}</h2>
      <Field form={form} name="sites" hint={words("settings_sites_hint")}>
        {(ties) => <SitesInput ties={ties} form={form} />}
      </Field>
      <CopyField label={words("settings_snippet")} value={form.stored.value?.snippet ?? ""} />
      <Field form={form} name="help_widget" hint={words("settings_help_widget_hint")}>
        {(ties) => (
          <select
            {...ties}
            class="input"
            value={form.line("help_widget")}
            onChange={(event) => form.set("help_widget", event.currentTarget.value)}
          >
            <option value="on">{words("settings_help_widget_on")}</option>
            <option value="off">{words("settings_help_widget_off")}</option>
          </select>
        )}
      </Field>
    </section>
  );
}

/** What is typed stays as it is, with its empty lines, until the list is changed from elsewhere. */
function SitesInput({ ties, form }: { ties: object; form: CompanyForm }): JSX.Element {
  const typed = useSignal<string | null>(null);
  const sites = form.sites();
  const shown = typed.value !== null && same(linesOf(typed.value), sites) ? typed.value : sites.join("\n");
  return (
    <textarea
      {...ties}
      class="input"
      rows={3}
      spellcheck={false}
      value={shown}
      onInput={(event) => {
        typed.value = event.currentTarget.value;
        form.set("sites", linesOf(typed.value));
      }}
    />
  );
}

function linesOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.join(" ") === other.join(" ");
}

export function PrivacyCard({ form, language }: { form: CompanyForm; language: string }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="settings-privacy">
      <h2 id="settings-privacy">{words("settings_privacy")}</h2>
      <TextField form={form} name="privacy_note" language={language} hint={words("settings_privacy_hint")} />
      <LineField
        form={form}
        name="privacy_link"
        longest={LONGEST_ADDRESS}
        hint={words("settings_privacy_link_hint")}
      />
      <Field form={form} name="mask_names" hint={words("settings_mask_names_hint")}>
        {(ties) => (
          <select
            {...ties}
            class="input"
            value={form.line("mask_names")}
            onChange={(event) => form.set("mask_names", event.currentTarget.value)}
          >
            <option value="off">{words("settings_mask_names_off")}</option>
            <option value="on">{words("settings_mask_names_on")}</option>
          </select>
        )}
      </Field>
    </section>
  );
}

const FORM_FIELDS = ["form_name", "form_email", "form_department"] as const;

/** What customers are asked before their first message: nothing, unless the company wants it. */
export function EntryFormCard({ form }: { form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="settings-form">
      <h2 id="settings-form">{words("settings_form")}</h2>
      <p class="staff-hint">{words("settings_form_hint")}</p>
      {FORM_FIELDS.map((name) => (
        <Field key={name} form={form} name={name}>
          {(ties) => (
            <select
              {...ties}
              class="input"
              value={form.line(name)}
              onChange={(event) => form.set(name, event.currentTarget.value)}
            >
              <option value="off">{words("settings_form_off")}</option>
              <option value="optional">{words("settings_form_optional")}</option>
              <option value="required">{words("settings_form_required")}</option>
            </select>
          )}
        </Field>
      ))}
    </section>
  );
}

export function FilesCard({ form }: { form: CompanyForm }): JSX.Element {
  const words = useConsoleWords();
  const { toasts } = useConsole();
  const chosen = useSignal<File | null>(null);
  const field = useId();

  async function replace(file: File): Promise<void> {
    chosen.value = null;
    const content = await file
      .text()
      .then(JSON.parse)
      .catch(() => null);
    if (content === null) return toasts.fail(words("settings_import_unreadable"));
    try {
      if (await form.importFile(content)) toasts.tell(words("settings_imported"));
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  }

  return (
    <section class="staff-card" aria-labelledby="settings-files">
      <h2 id="settings-files">{words("settings_files")}</h2>
      <div>
        <a class="button" href="/api/v1/company-settings/export" download="baton-settings.json">
          {words("settings_export")}
        </a>
        <p class="staff-hint">{words("settings_export_hint")}</p>
      </div>
      <div class="field">
        <label for={field}>{words("settings_import")}</label>
        <input
          id={field}
          type="file"
          accept="application/json,.json"
          aria-describedby={`${field}-about`}
          onChange={(event) => {
            chosen.value = event.currentTarget.files?.[0] ?? null;
            event.currentTarget.value = "";
          }}
        />
        <p id={`${field}-about`} class="staff-hint">
          {words("settings_import_hint")}
        </p>
      </div>
      {chosen.value && (
        <Dialog title={words("settings_import_title")} onClose={() => (chosen.value = null)}>
          <p>{words("settings_import_text", { name: chosen.value.name })}</p>
          <div class="staff-dialog-actions">
            <Button look="quiet" onClick={() => (chosen.value = null)}>
              {words("cancel")}
            </Button>
            <Button look="danger" onClick={() => chosen.value && void replace(chosen.value)}>
              {words("settings_import_do")}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
