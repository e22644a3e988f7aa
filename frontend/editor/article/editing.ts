/**
 * One article being edited: the stored text, the typed text, and the steps between them.
 *
 * Every write names the version that it is based on. If someone else was faster, nothing is overwritten: the conflict
 * contains both versions, and the person decides.
 */

import { computed, signal } from "@preact/signals";
import type { Article, ListedArticle, Version } from "../../shared/api/contract";
import { ApiError, type Client, segment } from "../../shared/http";
import { EMPTY_FIELDS, type Fields, fieldsOf, questionsOf, sameFields } from "../types";
import { takeStart } from "../unanswered/start";
import { readUnsaved, type Unsaved, writeUnsaved } from "./unsaved";

export interface Caret {
  readonly start: number;
  readonly end: number;
}

/** A new article gets a page of its own with its first save: there its writer goes on where they were. */
export const goingOn: { id: string; at: Caret | null } = { id: "", at: null };

export class Editing {
  /** Null for a new article. */
  readonly stored = signal<Article | null>(null);
  readonly fields = signal<Fields>(EMPTY_FIELDS);
  readonly conflict = signal<Article | null>(null);
  /** What the typed text was typed on, if there is a conflict and it is known. */
  readonly conflictBase = signal<Fields | null>(null);
  readonly restored = signal(false);
  /** The article's language. */
  readonly locale = computed(() => this.fields.value.locale);
  readonly dirty = computed(() => !sameFields(this.fields.value, this.storedFields()));
  /** Whether the published text differs from the typed text. */
  readonly unpublished = computed(() => this.dirty.value || !isPublishedAsStored(this.stored.value));

  /** Who may read a new article, as it is created. */
  readonly newAudience = signal<Article["audience"]>("everyone");

  /** What is selected in the text field; the field says how to read it. */
  selected: () => string = () => "";

  /** Where in the text the writer is; null if they are elsewhere. The field says it. */
  caret: () => Caret | null = () => null;

  /** The version that the typed text is based on: older than the stored one if somebody saved in between. */
  private based = 0;

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
    this.take(await this.api.get<Article>(`/articles/${segment(this.id)}`));
    this.takeUnsaved(unsaved);
  }

  change(part: Partial<Fields>): void {
    this.fields.value = { ...this.fields.peek(), ...part };
    const unsaved = this.dirty.peek() ? { version: this.based, fields: this.fields.peek() } : null;
    writeUnsaved(this.owner, this.id, unsaved);
  }

  discard(): void {
    this.fields.value = this.storedFields();
    this.based = this.stored.peek()?.version ?? 0;
    this.restored.value = false;
    this.forget();
  }

  /** Takes over what has changed apart from the words: the typed text stays. */
  takeCare({ owner, tags, review_on, review_asked_by, scheduled, audience }: Article): void {
    const stored = this.stored.peek();
    if (stored)
      this.stored.value = { ...stored, owner, tags, review_on, review_asked_by, scheduled, audience };
  }

  noteComments(open_comments: number): void {
    const stored = this.stored.peek();
    if (stored && stored.open_comments !== open_comments) this.stored.value = { ...stored, open_comments };
  }

  /** Reads what somebody else has saved: typed text meets it as a conflict, otherwise it is shown. */
  async catchUp(): Promise<void> {
    const newest = await this.api.get<Article>(this.path());
    if (this.dirty.peek()) await this.meet(newest);
    else this.take(newest);
  }

  /** Returns whether it was saved; false if someone else was faster (see `conflict`). */
  save(): Promise<boolean> {
    return this.onVersion(async () => {
      const stored = this.stored.peek();
      await this.write(
        stored
          ? this.api.put<Article>(this.path(), { ...this.body(), version: this.based })
          : this.api.post<Article>("/articles", { ...this.body(), audience: this.newAudience.peek() }),
      );
    });
  }

  async publish(): Promise<boolean> {
    if (this.dirty.peek() && !(await this.save())) return false;
    return this.onVersion(async () => {
      const version = this.stored.peek()?.version;
      await this.write(this.api.post<Article>(`${this.path()}/publish`, { version }));
    });
  }

  archive(): Promise<boolean> {
    return this.onVersion(async () => {
      const version = this.stored.peek()?.version;
      const typed = this.dirty.peek() ? this.fields.peek() : null;
      await this.write(this.api.post<Article>(`${this.path()}/archive`, { version }));
      if (typed) this.change(typed);
    });
  }

  restore(old: number): Promise<boolean> {
    return this.onVersion(async () => {
      const version = this.stored.peek()?.version;
      await this.write(this.api.post<Article>(`${this.path()}/versions/${old}/restore`, { version }));
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
    return this.saveMerged(this.fields.peek());
  }

  /** Resolves a conflict by saving these fields, made from both, on top of the other version. */
  saveMerged(fields: Fields): Promise<boolean> {
    const theirs = this.conflict.peek();
    if (theirs) {
      this.stored.value = theirs;
      this.based = theirs.version;
    }
    this.conflict.value = null;
    this.change(fields);
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
      await this.meet(await this.api.get<Article>(this.path()));
      return false;
    }
  }

  private async meet(theirs: Article): Promise<void> {
    this.conflictBase.value = await this.fieldsOfVersion(this.based);
    this.conflict.value = theirs;
  }

  /** Null if it cannot be read: the conflict is then shown without a merge. */
  private async fieldsOfVersion(wanted: number): Promise<Fields | null> {
    try {
      const { versions } = await this.api.get<{ versions: Version[] }>(`${this.path()}/versions`);
      const found = versions.find(({ version }) => version === wanted);
      return found ? fieldsOf(found) : null;
    } catch {
      return null;
    }
  }

  private body(): object {
    const { title, body, category, locale } = this.fields.peek();
    return {
      title: title.trim(),
      body,
      questions: questionsOf(this.fields.peek()),
      category: category.trim(),
      locale,
    };
  }

  /** Takes over the saved article, but keeps text that was typed meanwhile. */
  private async write(answer: Promise<Article>): Promise<void> {
    const before = this.fields.peek();
    const article = await answer;
    const typed = this.fields.peek() === before ? null : this.fields.peek();
    this.take(article);
    if (typed) this.change(typed);
  }

  private take(article: Article): void {
    this.stored.value = article;
    this.based = article.version;
    this.fields.value = fieldsOf(article);
    this.restored.value = false;
    this.forget();
  }

  private takeUnsaved(unsaved: Unsaved | null): void {
    if (!unsaved || sameFields(unsaved.fields, this.storedFields())) return;
    writeUnsaved(this.owner, this.id, unsaved);
    this.fields.value = unsaved.fields;
    this.restored.value = true;
    // Typed on an older version, so saving must report the conflict instead of overwriting the newer version.
    this.based = Math.min(unsaved.version, this.based);
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

export function isPublishedAsStored(article: ListedArticle | null): boolean {
  if (article?.state !== "published") return false;
  return article.published_version === undefined || article.published_version === article.version;
}
