/** How many rows of each table: what is stored, or what was erased. */
import type { JSX } from "preact";
import { codeText, useConsoleWords } from "../messages";

export function Rows({ rows, label }: { rows: Record<string, number>; label: string }): JSX.Element {
  const words = useConsoleWords();
  return (
    <ul class="kept-rows" aria-label={label}>
      {Object.entries(rows).map(([table, count]) => (
        <li key={table}>
          {codeText(words, "kept_table", table)}: {count}
        </li>
      ))}
    </ul>
  );
}
