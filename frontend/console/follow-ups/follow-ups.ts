/** What somebody has to come back to, as the server lists it; read again whenever it tells of a change. */
import { computed, signal } from "@preact/signals";
import { type Client, segment } from "../../shared/http";
import type { FollowUp, FollowUpPage } from "../api/types";
import { now } from "../app/clock";
import { Coalesced } from "../desk/coalesced";

export class FollowUps {
  /** Null until the server has said. */
  readonly list = signal<readonly FollowUp[] | null>(null);
  /** What is due at this moment: the clock moves on without the server. */
  readonly due = computed(() => (this.list.value ?? []).filter((each) => isDue(each, now.value)));
  private readonly reading = new Coalesced(() => this.read());

  constructor(private readonly api: Client) {}

  ask(): void {
    this.reading.ask();
  }

  async keep(id: string): Promise<void> {
    await this.api.post(`/follow-ups/${segment(id)}/keep`);
    await this.read();
  }

  async putOff(id: string, dueAt: string): Promise<void> {
    await this.api.patch(`/follow-ups/${segment(id)}`, { due_at: dueAt });
    await this.read();
  }

  private async read(): Promise<void> {
    this.list.value = (await this.api.get<FollowUpPage>("/follow-ups")).follow_ups;
  }
}

export function isDue(followUp: FollowUp, moment: number): boolean {
  return new Date(followUp.due_at).getTime() <= moment;
}

/** What is to be done, as a code of the console's words: a customer's contact says by which way. */
export function wayOf({ kind, email, phone }: Pick<FollowUp, "kind" | "email" | "phone">): string {
  if (kind !== "contact" || !phone) return kind;
  return email ? "contact_both" : "contact_phone";
}

/** A link that dials. The 0 of "+32 (0)2 …" is dialled within the country alone, so not behind its code. */
export function telephoneLink(phone: string): string {
  const international = phone.trim().startsWith("+");
  const written = international ? phone.replace(/\(\s*0\s*\)/, "") : phone;
  return `tel:${international ? "+" : ""}${written.replace(/\D/g, "")}`;
}
