/** The rows that the agent has selected, and what is done with all of them: one call after the other, each on its own. */
import { signal } from "@preact/signals";

export class Selection {
  /** Whether the rows have boxes to tick. */
  readonly on = signal(false);
  readonly ids = signal<ReadonlySet<string>>(new Set());
  readonly busy = signal(false);

  begin(): void {
    this.on.value = true;
  }

  toggle(id: string): void {
    const ids = new Set(this.ids.peek());
    if (!ids.delete(id)) ids.add(id);
    this.ids.value = ids;
    this.on.value = true;
  }

  set(ids: readonly string[]): void {
    this.ids.value = new Set(ids);
  }

  end(): void {
    this.on.value = false;
    this.ids.value = new Set();
  }

  /** Does it with each of them; what fails stays selected, and so do others. Returns how many succeeded and how many failed. */
  async each(
    ids: readonly string[],
    run: (id: string) => Promise<unknown>,
    others: readonly string[] = [],
  ): Promise<[number, number]> {
    this.busy.value = true;
    const failed: string[] = [];
    for (const id of ids) await run(id).catch(() => failed.push(id));
    this.busy.value = false;
    const left = [...failed, ...others];
    if (left.length === 0) this.end();
    else this.set(left);
    return [ids.length - failed.length, failed.length];
  }
}
