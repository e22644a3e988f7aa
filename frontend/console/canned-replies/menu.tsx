/** The list of canned replies above the composer. */

import type { JSX } from "preact";
import type { FilledReply } from "../../shared/api/contract";
import { OptionMenu } from "../composer/option-menu";
import { useConsoleWords } from "../messages";

interface CannedMenuProps {
  id: string;
  replies: readonly FilledReply[];
  active: number;
  onChoose: (reply: FilledReply) => void;
}

export function CannedMenu({ replies, ...rest }: CannedMenuProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <OptionMenu
      {...rest}
      items={replies}
      label={words("canned_list")}
      none={words("canned_none")}
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
