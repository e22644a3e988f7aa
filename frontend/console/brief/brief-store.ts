/** The briefs of conversations, as the server makes them. A reader may open one before accepting, and again at any time. */
import { signal } from "@preact/signals";
import type { Brief } from "../../shared/api/contract";
import { type Client, segment } from "../../shared/http";

export class Briefs {
  private readonly known = signal<ReadonlyMap<string, Brief>>(new Map());

  constructor(private readonly api: Client) {}

  get(conversationId: string): Brief | undefined {
    return this.known.value.get(conversationId);
  }

  put(conversationId: string, brief: Brief): void {
    this.known.value = new Map(this.known.peek()).set(conversationId, brief);
  }

  /** A conversation without a handoff has none, and the desk does without. */
  async read(conversationId: string): Promise<void> {
    const path = `/conversations/${segment(conversationId)}/brief`;
    await this.api.get<Brief>(path).then(
      (brief) => this.put(conversationId, brief),
      () => undefined,
    );
  }
}
