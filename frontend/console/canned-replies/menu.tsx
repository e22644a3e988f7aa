/** The list of canned replies above the composer. */

import type { JSX } from "preact";
import type { FilledReply } from "../../shared/api/contract";
import { OptionMenu } from "../composer/option-menu";
import { useConsoleWords } from "../messages";

/** In place of the list while it is loading, or if it could not be loaded. */
export function CannedPending({ state }: { state: "loading" | "failed" }): JSX.Element {
  const words = useConsoleWords();
  return (
    <p class="canned-menu staff-hint" role="status">
      {words(state === "loading" ? "loading" : "canned_failed")}
    </p>
  );
}

interface CannedMenuProps {
  id: string;
  replies: readonly FilledReply[];
  /** There is none at all, whatever was typed. */
  empty: boolean;
  active: number;
  onChoose: (reply: FilledReply) => void;
}

export function CannedMenu({ replies, empty, ...rest }: CannedMenuProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <OptionMenu
      {...rest}
      items={replies}
      label={words("canned_list")}
      none={words(empty ? "canned_empty" : "canned_none")}
      show={(reply) => (
        <>
          <kbd>/{reply.shortcut}</kbd>
          <span class="canned-title">{reply.title}</span>
          <span class="canned-text" dir="auto">
            {reply.text}
          </span>
        </>
      )}
    />
  );
}
