/** The two pages of the checks, as links at their top. */
import type { JSX } from "preact";
import { hrefOf } from "../../shared/staff/route";
import { useEditorWords } from "../messages";

export function ChecksTabs({ here }: { here: "golden" | "findings" }): JSX.Element {
  const words = useEditorWords();
  return (
    <nav class="checks-tabs" aria-label={words("nav_checks")}>
      {(["golden", "findings"] as const).map((page) => (
        <a
          key={page}
          class="button button-quiet"
          href={hrefOf(page)}
          aria-current={page === here ? "page" : undefined}
        >
          {words(`checks_${page}`)}
        </a>
      ))}
    </nav>
  );
}
