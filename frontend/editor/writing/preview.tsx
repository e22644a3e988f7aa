/** The preview: the parts that the bot quotes, by the renderer that customers get, scrolling along with the text. */
import type { JSX } from "preact";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { Markdown } from "../../shared/markdown";
import { useEditorWords } from "../messages";
import { type Section, sectionsOf } from "./sections";

interface PreviewProps {
  text: string;
  locale: string;
  direction: "auto" | "rtl";
  /** The line at the top of the text field. */
  line: number;
}

export function Preview({ text, locale, direction, line }: PreviewProps): JSX.Element {
  const words = useEditorWords();
  const heading = useId();
  const box = useRef<HTMLElement>(null);
  const sections = useMemo(() => sectionsOf(text), [text]);
  useEffect(() => {
    if (box.current) scrollTo(box.current, sections, line);
  }, [line, sections]);
  return (
    <div class="body-side">
      <h2 class="field-label" id={heading}>
        {words("preview")}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to get there */}
      <section class="body-preview" ref={box} aria-labelledby={heading} tabIndex={0} lang={locale}>
        {text.trim() === "" ? (
          <p class="staff-hint">{words("preview_empty")}</p>
        ) : (
          sections.map((section, number) => <Part key={number} text={section.text} direction={direction} />)
        )}
      </section>
      <span class="staff-hint">{words("preview_hint")}</span>
    </div>
  );
}

/** Its nodes are made again only if its own text changes. */
function Part({ text, direction }: { text: string; direction: "auto" | "rtl" }): JSX.Element {
  return (
    <div
      class={text.trim() === "" ? "body-part body-part-empty" : "body-part"}
      dir={direction === "rtl" ? "rtl" : undefined}
    >
      <Markdown text={text} headings={2} direction={direction} />
    </div>
  );
}

function scrollTo(box: HTMLElement, sections: readonly Section[], line: number): void {
  const at = sections.findIndex((section) => line < section.line + section.lines);
  const [section, part] = [sections[at], box.children[at]];
  if (!section || !(part instanceof HTMLElement)) return;
  const share = (line - section.line) / Math.max(1, section.lines);
  const before = part.offsetTop - box.offsetTop;
  box.scrollTop = at === 0 && share <= 0 ? 0 : before + share * part.offsetHeight;
}
