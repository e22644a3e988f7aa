/**
 * One article being edited: the stored text, the typed text, and the steps between them.
 *
 * Every write names the version that it is based on. If someone else was faster, nothing is overwritten: the conflict
 * contains both versions, and the person decides.
 */
import { computed, signal } from "@preact/signals";
import { ApiError, type Client, segment } from "../../shared/http";
import { EMPTY_FIELDS, type Fields, fieldsOf, questionsOf, type StoredArticle, sameFields } from "../types";
import { takeStart } from "../unanswered/start";
import { readUnsaved, type Unsaved, writeUnsaved } from "./unsaved";

export class Editing {
  /** Null for a new article. */
  readonly stored = signal<StoredArticle | null>(null);
  readonly fields = signal<Fields>(EMPTY_FIELDS);
  readonly conflict = signal<StoredArticle | null>(null);
  readonly restored = signal(false);
  /** The article's language. */
  readonly locale = computed(() => this.stored.value?.locale ?? "en");
  readonly dirty = computed(() => !sameFields(this.fields.value, this.storedFields()));
  /** Whether the published text differs from the typed text. */
  readonly unpublished = computed(() => this.dirty.value || !isPublishedAsStored(this.stored.value));

  constructor(
    private readonly api: Client,
    private readonly owner: string,
    private readonly id: string | null,
  ) {
    if (id !== null) return;
    this.takeUnsaved(readUnsaved(owner, id));
    const begun = takeStart(this.fields.peek());
    if (begun !== this.fields.peek()) this.change(begun);
  }

  async load(): Promise<void> {
    if (this.id === null) return;
    const unsaved = readUnsaved(this.owner, this.id);
    this.take(await this.api.get<StoredArticle>(`/articles/${segment(this.id)}`));
    this.takeUnsaved(unsaved);
  }

  change(part: Partial<Fields>): void {
    this.fields.value = { ...this.fields.peek(), ...part };
    const version = this.stored.peek()?.version ?? 0;
    const unsaved = this.dirty.peek() ? { version, fields: this.fields.peek() } : null;
    writeUnsaved(this.owner, this.id, unsaved);
  }

  discard(): void {
    this.fields.value = this.storedFields();
    this.forget();
  }

  /** Returns whether it was saved; false if someone else was faster (see `conflict`). */
  save(): Promise<boolean> {
    return this.onVersion(async () => {
      const stored = this.stored.peek();
      await this.write(
        stored
          ? this.api.put<StoredArticle>(this.path(), { ...this.body(), version: stored.version })
          : this.api.post<StoredArticle>("/articles", this.body()),
      );
    });
  }

  async publish(): Promise<boolean> {
    if (this.dirty.peek() && !(await this.save())) return false;
    return this.onVersion(async () => {
      const version = this.stored.peek()?.version;
      await this.write(this.api.post<StoredArticle>(`${this.path()}/publish`, { version }));
    });
  }

  archive(): Promise<boolean> {
    return this.onVersion(async () => {
      const version = this.stored.peek()?.version;
      const typed = this.dirty.peek() ? this.fields.peek() : null;
      await this.write(this.api.post<StoredArticle>(`${this.path()}/archive`, { version }));
      if (typed) this.change(typed);
    });
  }

  restore(old: number): Promise<boolean> {
    return this.onVersion(async () => {
      const version = this.stored.peek()?.version;
      await this.write(this.api.post<StoredArticle>(`${this.path()}/versions/${old}/restore`, { version }));
    });
  }

  /** Resolves a conflict by discarding the typed text. */
  takeTheirs(): void {
    const theirs = this.conflict.peek();
    if (theirs) this.take(theirs);
    this.conflict.value = null;
  }

  /** Resolves a conflict by saving over the other version, which stays in the history. */
  overwrite(): Promise<boolean> {
    const theirs = this.conflict.peek();
    if (theirs) this.stored.value = theirs;
    this.conflict.value = null;
    return this.save();
  }

  /** The draft in the form for testing questions. */
  draft(): { article_id?: string; title: string; body: string; questions: string[] } {
    const { title, body } = this.fields.value;
    const stored = this.stored.value;
    return {
      ...(stored ? { article_id: stored.id } : {}),
      title,
      body,
      questions: questionsOf(this.fields.value),
    };
  }

  private async onVersion(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "edited_meanwhile") throw error;
      this.conflict.value = await this.api.get<StoredArticle>(this.path());
      return false;
    }
  }

  private body(): object {
    const { title, body, category } = this.fields.peek();
    return {
      title: title.trim(),
      body,
      questions: questionsOf(this.fields.peek()),
      category: category.trim(),
      locale: this.locale.peek(),
    };
  }

  /** Takes over the saved article, but keeps text that was typed meanwhile. */
  private async write(answer: Promise<StoredArticle>): Promise<void> {
    const before = this.fields.peek();
    const article = await answer;
    const typed = this.fields.peek() === before ? null : this.fields.peek();
    this.take(article);
    if (typed) this.change(typed);
  }

  private take(article: StoredArticle): void {
    this.stored.value = article;
    this.fields.value = fieldsOf(article);
    this.restored.value = false;
    this.forget();
  }

  private takeUnsaved(unsaved: Unsaved | null): void {
    if (!unsaved || sameFields(unsaved.fields, this.storedFields())) return;
    writeUnsaved(this.owner, this.id, unsaved);
    this.fields.value = unsaved.fields;
    this.restored.value = true;
    const stored = this.stored.peek();
    // Typed on an older version, so saving must report the conflict instead of overwriting the newer version.
    if (stored && unsaved.version < stored.version)
      this.stored.value = { ...stored, version: unsaved.version };
  }

  private forget(): void {
    writeUnsaved(this.owner, this.id, null);
  }

  private storedFields(): Fields {
    return this.stored.value ? fieldsOf(this.stored.value) : EMPTY_FIELDS;
  }

  private path(): string {
    return `/articles/${segment(this.stored.peek()?.id ?? this.id ?? "")}`;
  }
}

export function isPublishedAsStored(article: StoredArticle | null): boolean {
  if (article?.state !== "published") return false;
  return article.published_version === undefined || article.published_version === article.version;
}
