/** The tags that the company uses: what is offered while somebody types, and each one's colour. */
import { signal } from "@preact/signals";
import type { TagCount, TagList } from "../../shared/api/contract";
import type { Client } from "../../shared/http";

export type Colour = TagCount["colour"];

export const COLOURS: readonly Colour[] = ["grey", "red", "orange", "yellow", "green", "blue", "purple"];

export class KnownTags {
  /** Most used first, archived ones, too. */
  readonly all = signal<readonly TagCount[]>([]);

  constructor(private readonly api: Client) {}

  async read(): Promise<void> {
    this.all.value = (await this.api.get<TagList>("/tags", { archived: true })).tags;
  }

  colourOf(name: string): Colour {
    return this.all.value.find(({ tag }) => tag === name)?.colour ?? "grey";
  }

  /** What can be given, without the tags that are there. */
  offered(had: readonly string[]): readonly string[] {
    return this.all.value
      .filter(({ tag, archived }) => !archived && !had.includes(tag))
      .map(({ tag }) => tag);
  }

  /** Reads the list anew if one of these is not in it, such as a tag that has just been made. */
  meet(names: readonly string[]): void {
    const known = new Set(this.all.peek().map(({ tag }) => tag));
    if (names.some((name) => !known.has(name))) void this.read().catch(() => undefined);
  }
}
