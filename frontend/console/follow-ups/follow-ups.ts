/** The open follow-ups from the server, reloaded whenever it announces a change. */

import { computed, signal } from "@preact/signals";
import type { FollowUpPage, ListedFollowUp } from "../../shared/api/contract";
import { type Client, segment } from "../../shared/http";
import { now } from "../app/clock";
import { Coalesced } from "../desk/coalesced";

export class FollowUps {
  /** Null until loaded. */
  readonly list = signal<readonly ListedFollowUp[] | null>(null);
  /** The follow-ups due now; this changes with the clock, without the server. */
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

export function isDue(followUp: ListedFollowUp, moment: number): boolean {
  return new Date(followUp.due_at).getTime() <= moment;
}

/** What to do, as a message code; for a contact it depends on the details that the customer left. */
export function wayOf({ kind, email, phone }: Pick<ListedFollowUp, "kind" | "email" | "phone">): string {
  if (kind !== "contact" || !phone) return kind;
  return email ? "contact_both" : "contact_phone";
}

/** A link that dials. The 0 in "+32 (0)2 …" is only for calls within the country, so it is dropped after a country code. */
export function telephoneLink(phone: string): string {
  const international = phone.trim().startsWith("+");
  const written = international ? phone.replace(/\(\s*0\s*\)/, "") : phone;
  return `tel:${international ? "+" : ""}${written.replace(/\D/g, "")}`;
}
