/** What the console builds from the contract's types. */
import type { Attachment, Hours, Message } from "../../shared/api/contract";

export type Day = keyof Hours["weekly"];

/** From and to, in local time: `["08:00", "12:00"]`. */
export type Span = readonly [string, string];

/** A reply or note that the server has not confirmed yet. */
export interface Outgoing {
  readonly client_message_id: string;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly visibility: Message["visibility"];
  /** The last `seq` known when it was sent; the stored message comes after it. */
  readonly after: number;
  readonly created_at: string;
  /** Set when the server has finally refused it; until then it is resent. */
  readonly refused?: string;
}
