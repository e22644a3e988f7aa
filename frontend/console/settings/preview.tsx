/** The widget itself, beside the settings, with their values as they stand, saved or not. It talks to nobody. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Message, WidgetSettings } from "../../shared/api/contract";
import type { DateOrder } from "../../shared/api/types";
import { languageOf } from "../../shared/languages";
import { type ConsoleWords, useConsoleWords } from "../messages";
import type { TextName } from "./company";
import type { CompanyForm } from "./form";

const SPOKEN: readonly TextName[] = ["unsure", "out_of_scope", "hand_over", "closing"];

export function Preview({ form, language }: { form: CompanyForm; language: string }): JSX.Element {
  const words = useConsoleWords();
  const frame = useRef<HTMLIFrameElement>(null);
  const ready = useSignal(0);
  const shown = {
    type: "baton.show",
    settings: shownSettings(form, words),
    messages: samples(form, language, words),
  };
  const state = JSON.stringify(shown);
  // With the reader's country, for dates and times as in their own language.
  const locale = languageOf(words.locale) === language ? words.locale : language;

  useEffect(() => {
    const hear = (event: MessageEvent<{ type?: unknown } | null>): void => {
      if (event.source !== frame.current?.contentWindow || event.origin !== location.origin) return;
      if (event.data?.type === "baton.showing") ready.value++;
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, []);
  useEffect(() => {
    if (ready.value > 0) frame.current?.contentWindow?.postMessage(JSON.parse(state), location.origin);
  }, [state, ready.value]);

  return (
    <aside class="settings-preview" aria-labelledby="settings-preview">
      <h2 id="settings-preview">{words("settings_preview")}</h2>
      <p class="staff-hint">{words("settings_preview_hint")}</p>
      <iframe
        key={locale}
        ref={frame}
        title={words("settings_preview")}
        src={`/widget#preview=${locale}`}
        tabIndex={-1}
      />
    </aside>
  );
}

function shownSettings(form: CompanyForm, words: ConsoleWords): WidgetSettings {
  const filled = (name: TextName): Record<string, string> =>
    Object.fromEntries(
      Object.entries(form.texts(name)).map(([code, text]) => [code, fill(text, form, words)]),
    );
  return {
    company: form.line("company"),
    bot_name: form.line("bot_name") || null,
    accent: form.line("accent") || null,
    logo: form.stored.value?.images.logo ?? null,
    picture: form.stored.value?.images.picture ?? null,
    texts: {
      greeting: filled("greeting"),
      notice: filled("notice"),
      nobody_here: filled("nobody_here"),
      privacy_note: filled("privacy_note"),
    },
    privacy_link: form.line("privacy_link") || null,
    date_format: form.line("date_format") as DateOrder,
    version: 0,
    time_zone: null,
    greeting: "",
    offline_note: "",
    own_greeting: null,
    own_offline_note: null,
    suggestions: [],
    suggestions_language: "en",
    suggestions_ready: true,
    form: { name: "off", email: "off", department: "off" },
    departments: [],
    typing_preview: false,
    attachments: false,
    opens_at: null,
    usual_wait_seconds: null,
    open: true,
    agents_available: 1,
  };
}

/** What the bot would say in this language, as far as the company has written it. */
function samples(form: CompanyForm, language: string, words: ConsoleWords): Message[] {
  const written = SPOKEN.map((name) => form.texts(name)[language]).filter((text) => text !== undefined);
  const said = written.length > 0 ? written : [words("settings_sample_answer")];
  return [
    message(1, "customer", words("settings_sample_question")),
    ...said.map((text, place) => message(place + 2, "bot", fill(text, form, words))),
  ];
}

function message(seq: number, kind: "customer" | "bot", text: string): Message {
  return {
    id: `sample-${seq}`,
    seq,
    previous: seq - 1,
    kind: "text",
    author: { kind, name: "" },
    text,
    format: "plain",
    choices: [],
    sources: [],
    created_at: new Date(new Date().setHours(10, seq, 0, 0)).toISOString(),
  } as unknown as Message;
}

function fill(text: string, form: CompanyForm, words: ConsoleWords): string {
  const known: Record<string, string> = {
    company: form.line("company") || words("settings_sample_company"),
    agent: words("settings_sample_agent"),
    hours: words("settings_sample_hours"),
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
}
