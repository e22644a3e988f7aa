/** The list of colleagues to mention, above the composer. */

import type { JSX } from "preact";
import type { Named } from "../../shared/api/contract";
import { OptionMenu } from "../composer/option-menu";
import { useConsoleWords } from "../messages";

interface MentionMenuProps {
  id: string;
  colleagues: readonly Named[];
  active: number;
  onChoose: (colleague: Named) => void;
}

export function MentionMenu({ colleagues, ...rest }: MentionMenuProps): JSX.Element {
  const words = useConsoleWords();
  return (
    <OptionMenu
      {...rest}
      items={colleagues}
      label={words("mention_list")}
      none={words("mention_nobody")}
      show={(colleague) => <bdi class="canned-title">{colleague.name}</bdi>}
    />
  );
}
