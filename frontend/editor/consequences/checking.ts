/**
 * The check before a publication: the golden set and customers' latest questions are decided with and without it.
 *
 * The server works on a part at a time, so the page shows how far it is, and stopping is not asking for the next part.
 */
import { signal } from "@preact/signals";
import type { Article, Consequence, Consequences } from "../../shared/api/contract";
import { ApiError, type Client } from "../../shared/http";

const MOST_ATTEMPTS = 4;
const AGAIN_AFTER_MS = 1_500;

/** What is about to be done with an article; without `draft` its newest stored version is meant. */
export interface Change {
  readonly action: "publish" | "remove" | "widen";
  readonly article_id?: string;
  readonly draft?: { readonly title: string; readonly body: string; readonly questions: readonly string[] };
  /** Of a new article, or whom a stored one would be shown to; it has its own otherwise. */
  readonly audience?: Article["audience"];
}

export interface Pending {
  readonly changes: readonly Change[];
  /** Does it. */
  readonly proceed: () => void;
  /** It is not done after all. */
  readonly cancelled: () => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly golden: number;
  readonly found: readonly Consequence[];
  readonly finished: boolean;
}

export const NOTHING_YET: Progress = { done: 0, total: 0, golden: 0, found: [], finished: false };

/** What waits for its check; the dialog shows it. */
export const pending = signal<Pending | null>(null);

/** Shows what the change would do, and does it once the editor agrees; at once if no reply changes. */
export function checkFirst(
  changes: readonly Change[],
  proceed: () => void,
  cancelled: () => void = () => undefined,
): void {
  pending.value = { changes, proceed, cancelled };
}

export class Check {
  readonly progress = signal<Progress>(NOTHING_YET);
  private stopped = false;

  constructor(
    private readonly api: Client,
    private readonly changes: readonly Change[],
  ) {}

  /** Runs until the end, or until it is stopped. Begins anew if somebody publishes meanwhile. */
  async run(): Promise<void> {
    let cursor: string | null = null;
    let version: number | null = null;
    while (!this.stopped) {
      const part: Consequences = await this.part(cursor);
      if (this.stopped) return;
      const anew = version !== null && version !== part.knowledge_version;
      version = part.knowledge_version;
      if (anew) {
        cursor = null;
        this.progress.value = NOTHING_YET;
        continue;
      }
      this.progress.value = {
        done: part.done,
        total: part.total,
        golden: part.golden,
        found: [...this.progress.peek().found, ...part.consequences],
        finished: part.next === null,
      };
      if (part.next === null) return;
      cursor = part.next;
    }
  }

  /** A part that took too long was not in vain: the server keeps what it has read, so it is asked again. */
  private async part(cursor: string | null): Promise<Consequences> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.api.post<Consequences>("/article-consequences", { changes: this.changes, cursor });
      } catch (error) {
        const again = error instanceof ApiError && error.temporary && attempt < MOST_ATTEMPTS;
        if (!again || this.stopped) throw error;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      }
    }
  }

  stop(): void {
    this.stopped = true;
  }
}

/** The golden questions whose reply was right and would be wrong. */
export function regressions(found: readonly Consequence[]): readonly Consequence[] {
  return found.filter(({ golden }) => golden?.right_before && !golden.right_after);
}

/** Whether anybody should look before it is done. Only other words of the same article are what was written. */
export function worthALook(found: readonly Consequence[]): boolean {
  return regressions(found).length > 0 || found.some(({ kind }) => kind !== "other_words");
}
