/** The figures of one article in the list; nothing if customers never came near it. */
import type { JSX } from "preact";
import type { ArticleFigures } from "../../shared/api/contract";
import type { EditorWords } from "../messages";
import { Trend } from "./trend";

interface RowFiguresProps {
  figures: ArticleFigures | undefined;
  words: EditorWords;
}

export function RowFigures({ figures, words }: RowFiguresProps): JSX.Element | null {
  if (!figures || figures.asked + figures.shown === 0) return null;
  const { shown, answered, helped, did_not_help, handed_over } = figures;
  return (
    <span class="staff-hint row-figures">
      <span>{words("figures_row_shown", { count: shown, answered })}</span>
      {helped + did_not_help > 0 && (
        <span>{words("figures_row_thumbs", { up: helped, down: did_not_help })}</span>
      )}
      {handed_over > 0 && <span>{words.count("figures_row_person", handed_over)}</span>}
      <Trend weeks={figures.weeks} words={words} />
    </span>
  );
}
