/** What a handoff needs, in small: its skills, what makes it hard, and its language where that is worth a word. */
import type { JSX } from "preact";
import { Badge } from "../../shared/components/basics";
import type { Needs } from "../../shared/types";
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
  /** Whoever has it, or is to have it, does not speak it. */
  unmatched: boolean;
  yours?: boolean;
  name?: string;
}

/** The customer's language where the reader might not expect it; in so many words where it was not matched. */
export function Language({
  language,
  unmatched,
  yours = false,
  name = "",
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
  return language === own ? null : <Badge>{words("needs_language", { language: named })}</Badge>;
}
