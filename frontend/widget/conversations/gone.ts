/** What the customer is told when their conversation is gone: whether words and files of theirs were still on their way. */

import type { Notice } from "../store";

const MOVED = "conversation_moved";

export function noticeOfGone(files: boolean, unsent: boolean): Notice {
  const moved = files ? `${MOVED}_files` : MOVED;
  return { code: unsent || files ? moved : "conversation_gone", tone: "warning" };
}

/** It stays until the customer does something: what was carried over is accepted at once, before anybody has read it. */
export function isAboutMoving(notice: Notice | null): boolean {
  return notice?.code.startsWith(MOVED) === true;
}
