/** What a handoff needs, as badges: skills, difficulty, and the language if it is unusual. */
import type { JSX } from "preact";
import type { Needs } from "../../shared/api/types";
import { Badge } from "../../shared/components/basics";
import { languageName } from "../departments/languages";
import { useConsoleWords } from "../messages";

export function NeedBadges({ needs }: { needs: Needs }): JSX.Element {
  const words = useConsoleWords();
  return (
    <>
      {needs.upset && <Badge tone="warning">{words("needs_upset")}</Badge>}
      {needs.hard && <Badge tone="warning">{words("needs_hard")}</Badge>}
      {needs.skills?.map(({ id, name }) => (
        <Badge key={id}>{words("needs_skill", { name })}</Badge>
      ))}
    </>
  );
}

interface LanguageProps {
  language: string | null | undefined;
  /** The agent who has it or is offered it does not speak it. */
  unmatched: boolean;
  yours?: boolean;
  name?: string;
  /** Only the language's code is seen, and the words on hover. */
  short?: boolean;
}

/** The customer's language if the reader might not expect it, and a warning if it was not matched. */
export function Language({
  language,
  unmatched,
  yours = false,
  name = "",
  short = false,
}: LanguageProps): JSX.Element | null {
  const words = useConsoleWords();
  if (!language) return null;
  const named = languageName(language, words.locale);
  if (unmatched) {
    const text = yours
      ? words("language_not_yours", { language: named })
      : words("language_not_theirs", { language: named, name });
    return <Badge tone="warning">{text}</Badge>;
  }
  const own = words.locale.toLowerCase().split("-")[0];
  if (language === own) return null;
  const said = words("needs_language", { language: named });
  if (!short) return <Badge>{said}</Badge>;
  return (
    <Badge>
      <span aria-hidden="true" title={said}>
        {language.toUpperCase()}
      </span>
      <span class="visually-hidden">{said}</span>
    </Badge>
  );
}
