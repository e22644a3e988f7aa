/** Translations of messages while the page is open. They are shown beside the original and kept nowhere. */
import { signal } from "@preact/signals";
import type { TranslatedList, TranslationState } from "../../shared/api/contract";
import { type Client, segment } from "../../shared/http";
import { languageOf } from "../../shared/languages";

export interface Shown {
  readonly text: string;
  /** The original's language, if the service says so. */
  readonly source: string | null;
  readonly language: string;
}

/** Longer than an operator can have the server wait for the service. */
const LONGEST_WAIT_MS = 65_000;
/** As many as one call takes. */
const AT_ONCE = 25;

export class Translations {
  /** Whether the operator has named a service; false until that is known. */
  readonly enabled = signal(false);
  private readonly shown = signal<ReadonlyMap<string, Shown>>(new Map());
  private asked = false;

  constructor(private readonly api: Client) {}

  /** Asks once for as long as the page is open. */
  begin(): void {
    if (this.asked) return;
    this.asked = true;
    this.api.get<TranslationState>("/translation").then(
      ({ enabled }) => (this.enabled.value = enabled),
      () => (this.asked = false),
    );
  }

  at(conversation: string, seq: number): Shown | undefined {
    return this.shown.value.get(`${conversation}/${seq}`);
  }

  hide(conversation: string, seq: number): void {
    const next = new Map(this.shown.peek());
    next.delete(`${conversation}/${seq}`);
    this.shown.value = next;
  }

  async translate(conversation: string, seqs: readonly number[], locale: string): Promise<void> {
    const language = languageOf(locale);
    for (let start = 0; start < seqs.length; start += AT_ONCE) {
      const found = await this.ask(conversation, { seqs: seqs.slice(start, start + AT_ONCE), language });
      const next = new Map(this.shown.peek());
      for (const { seq, text, source } of found.translations)
        next.set(`${conversation}/${seq}`, { text, source, language });
      this.shown.value = next;
    }
  }

  async reply(conversation: string, text: string, language: string): Promise<string> {
    const found = await this.ask(conversation, { text, language });
    return found.translations[0]?.text ?? text;
  }

  private ask(conversation: string, body: object): Promise<TranslatedList> {
    const place = `/conversations/${segment(conversation)}/translations`;
    return this.api.post<TranslatedList>(place, body, LONGEST_WAIT_MS);
  }
}
