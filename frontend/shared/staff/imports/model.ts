/** One import as the page follows it: upload, plan, run. The server keeps it, so a reload finds it where it was. */
import { signal } from "@preact/signals";
import type { Import, ImportList, ImportRow, ImportRows } from "../../api/contract";
import { type Client, segment } from "../../http";
import type { GivenFile } from "./given-files";

export type Change = ImportRow["change"];

/** Runs a call of the model and tells the person if it fails. */
export type Attempt = (call: () => Promise<void>) => void;

const PATH = "/article-imports";
const LOOK_MS = 700;
const AT_ONCE = 4;
const ROWS = 200;
const UPLOAD_MS = 300_000;
const OPEN: readonly Import["state"][] = ["reading", "ready", "running", "interrupted"];

export class ImportModel {
  readonly current = signal<Import | null>(null);
  readonly rows = signal<readonly ImportRow[]>([]);
  readonly next = signal<number | null>(null);
  readonly filter = signal<Change | null>(null);
  /** Files sent so far, while they are being sent. */
  readonly sent = signal<{ done: number; total: number } | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ended = false;

  constructor(
    private readonly api: Client,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Takes up an import that is under way, begun in this browser or another. */
  async start(): Promise<void> {
    const { imports } = await this.api.get<ImportList>(PATH);
    const newest = imports[0];
    if (newest && OPEN.includes(newest.state)) await this.take(newest);
  }

  stop(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  async upload(files: readonly GivenFile[], name: string): Promise<void> {
    const begun = await this.api.post<Import>(PATH, { name });
    const place = `${PATH}/${segment(begun.id)}`;
    this.sent.value = { done: 0, total: files.length };
    const waiting = [...files];
    const send = async (): Promise<void> => {
      for (let one = waiting.shift(); one && this.sent.value; one = waiting.shift()) {
        await this.api.putFile(`${place}/files?name=${encodeURIComponent(one.path)}`, one.file, UPLOAD_MS);
        this.sent.value = { done: files.length - waiting.length, total: files.length };
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, send));
    } finally {
      waiting.length = 0;
      this.sent.value = null;
    }
    await this.take(await this.api.post<Import>(`${place}/read`));
  }

  async readSite(address: string): Promise<void> {
    await this.take(await this.api.post<Import>(PATH, { address, name: "" }));
  }

  async run(publish: boolean, archive: boolean): Promise<void> {
    await this.act("run", { publish, archive_missing: archive });
  }

  async cancel(): Promise<void> {
    await this.act("cancel", {});
  }

  /** Puts this import away, to begin another one. */
  async close(): Promise<void> {
    const state = this.current.peek()?.state;
    if (state && OPEN.includes(state)) await this.act("cancel", {});
    clearTimeout(this.timer);
    this.current.value = null;
    this.rows.value = [];
    this.filter.value = null;
  }

  async show(filter: Change | null): Promise<void> {
    this.filter.value = filter;
    await this.readRows(-1);
  }

  async more(): Promise<void> {
    if (this.next.value !== null) await this.readRows(this.next.value);
  }

  private async act(what: string, body: unknown): Promise<void> {
    const id = this.current.peek()?.id;
    if (id) await this.take(await this.api.post<Import>(`${PATH}/${segment(id)}/${what}`, body));
  }

  private async take(now: Import): Promise<void> {
    const before = this.current.peek();
    this.current.value = now;
    const working = now.state === "reading" || now.state === "running";
    if (!working && (before?.state !== now.state || before.id !== now.id)) await this.readRows(-1);
    clearTimeout(this.timer);
    if (working && !this.ended) this.timer = setTimeout(() => void this.look(now.id), LOOK_MS);
  }

  private async look(id: string): Promise<void> {
    try {
      await this.take(await this.api.get<Import>(`${PATH}/${segment(id)}`));
    } catch (error) {
      this.onFailure(error);
      if (!this.ended) this.timer = setTimeout(() => void this.look(id), 5 * LOOK_MS);
    }
  }

  private async readRows(after: number): Promise<void> {
    const id = this.current.peek()?.id;
    if (!id) return;
    const query = { after, limit: ROWS, change: this.filter.peek() };
    const page = await this.api.get<ImportRows>(`${PATH}/${segment(id)}/rows`, query);
    this.rows.value = after < 0 ? page.rows : [...this.rows.value, ...page.rows];
    this.next.value = page.next;
  }
}
