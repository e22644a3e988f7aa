/** The Settings page's state: what is stored, what is edited and not saved, what was refused, and who was faster. */
import { computed, signal } from "@preact/signals";
import { ApiError, type Client } from "../../shared/http";
import {
  type CompanySettings,
  type FieldName,
  type ImageName,
  same,
  storedValue,
  TEXTS,
  type TextName,
  type Value,
} from "./company";

export interface Wrong {
  code: string;
  message: string;
  limit?: number;
}

export interface Difference {
  name: FieldName;
  theirs: Value;
  /** Undefined where only the other person has changed it. */
  yours: Value | undefined;
}

export interface Meanwhile {
  by: string | null;
  differences: readonly Difference[];
}

type Edits = Readonly<Partial<Record<FieldName, Value>>>;

const PATH = "/company-settings";

export class CompanyForm {
  readonly stored = signal<CompanySettings | null>(null);
  readonly edits = signal<Edits>({});
  /** By field, and `field.language` for a text. */
  readonly wrong = signal<Readonly<Record<string, Wrong>>>({});
  readonly meanwhile = signal<Meanwhile | null>(null);
  readonly busy = signal(false);
  readonly count = computed(() => Object.keys(this.edits.value).length);

  constructor(private readonly api: Pick<Client, "get" | "put" | "putFile" | "post" | "delete">) {}

  async load(): Promise<void> {
    this.stored.value = await this.api.get<CompanySettings>(PATH);
  }

  /** What the page shows: the edit if there is one, else what holds. Null as an edit takes a value back. */
  value(name: FieldName): Value {
    const described = this.stored.value?.values[name];
    const edit = this.edits.value[name];
    return edit === undefined ? (described?.value ?? null) : (edit ?? described?.fallback ?? null);
  }

  line(name: FieldName): string {
    const value = this.value(name);
    return typeof value === "string" ? value : "";
  }

  texts(name: TextName): Readonly<Record<string, string>> {
    return (this.value(name) ?? {}) as Readonly<Record<string, string>>;
  }

  sites(): readonly string[] {
    return (this.value("sites") ?? []) as readonly string[];
  }

  /** Whether something is stored here, or will be. */
  isOwn(name: FieldName): boolean {
    const edit = this.edits.value[name];
    return edit === undefined ? this.stored.value?.values[name].source === "stored" : edit !== null;
  }

  set(name: FieldName, value: Value): void {
    const described = this.stored.peek()?.values[name];
    if (!described) return;
    const { [name]: _, ...others } = this.edits.peek();
    this.edits.value = same(value, storedValue(described)) ? others : { ...others, [name]: value };
    this.wrong.value = Object.fromEntries(
      Object.entries(this.wrong.peek()).filter(([field]) => field.split(".")[0] !== name),
    );
  }

  setText(name: TextName, language: string, text: string): void {
    const { [language]: _, ...others } = this.texts(name);
    const texts = text === "" ? others : { ...others, [language]: text };
    this.set(name, Object.keys(texts).length === 0 ? null : texts);
  }

  /** The languages in which something is written. */
  languages(): string[] {
    return [...new Set(TEXTS.flatMap((name) => Object.keys(this.texts(name))))].sort();
  }

  removeLanguage(language: string): void {
    for (const name of TEXTS) this.setText(name, language, "");
  }

  discard(): void {
    this.edits.value = {};
    this.wrong.value = {};
    this.meanwhile.value = null;
  }

  /** Resolves to whether it was saved. What was refused, and who was faster, is then known; other failures are thrown. */
  async save(): Promise<boolean> {
    const version = this.stored.peek()?.version ?? 0;
    return this.run(async () => {
      const sent = this.edits.peek();
      this.take(await this.api.put<CompanySettings>(PATH, { version, values: sent }));
      const kept = Object.entries(this.edits.peek()).filter(
        ([name, value]) => sent[name as FieldName] !== value,
      );
      this.edits.value = Object.fromEntries(kept) as Edits;
    });
  }

  async importFile(file: unknown): Promise<boolean> {
    const version = this.stored.peek()?.version ?? 0;
    return this.run(async () => {
      this.take(await this.api.post<CompanySettings>(`${PATH}/import`, { version, file }));
      this.edits.value = {};
    });
  }

  /** Images are saved at once: they are not part of what can be discarded. */
  async putImage(name: ImageName, file: Blob): Promise<void> {
    this.stored.value = await this.api.putFile<CompanySettings>(`${PATH}/${name}`, file);
  }

  async removeImage(name: ImageName): Promise<void> {
    this.stored.value = await this.api.delete<CompanySettings>(`${PATH}/${name}`);
  }

  /** Drops one's own change of a field that somebody else has changed as well. */
  useTheirs(name: FieldName): void {
    const { [name]: _, ...others } = this.edits.peek();
    this.edits.value = others;
    const known = this.meanwhile.peek();
    if (!known) return;
    const differences = known.differences.map((each) =>
      each.name === name ? { ...each, yours: undefined } : each,
    );
    this.meanwhile.value = { ...known, differences };
  }

  private take(settings: CompanySettings): void {
    this.stored.value = settings;
    this.wrong.value = {};
    this.meanwhile.value = null;
  }

  private async run(call: () => Promise<void>): Promise<boolean> {
    this.busy.value = true;
    try {
      await call();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.code === "edited_meanwhile") await this.meet(error);
      else if (error instanceof ApiError && error.code === "bad_settings")
        this.wrong.value = (error.details.fields ?? {}) as Record<string, Wrong>;
      else throw error;
      return false;
    } finally {
      this.busy.value = false;
    }
  }

  /** Takes what the other person has stored, keeps one's own edits, and notes what is different now. */
  private async meet(error: ApiError): Promise<void> {
    const before = this.stored.peek();
    await this.load();
    const now = this.stored.peek();
    if (!before || !now) return;
    const edits = this.edits.peek();
    const names = Object.keys(now.values) as FieldName[];
    const differences = names
      .filter((name) => !same(storedValue(before.values[name]), storedValue(now.values[name])))
      .map((name) => ({ name, theirs: storedValue(now.values[name]), yours: edits[name] }));
    this.meanwhile.value = { by: now.changed_by ?? String(error.details.changed_by ?? ""), differences };
  }
}
