/** The button that takes a question into the golden set, wherever an editor meets one. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { useEditor } from "../context";
import { useEditorWords } from "../messages";
import { EMPTY, LONGEST_TEXT } from "./calls";
import { GoldenDialog } from "./form";

/** `title` is the article that should answer; empty if nobody knows yet. */
export function KeepAsGolden({ question, title }: { question: string; title: string }): JSX.Element | null {
  const words = useEditorWords();
  const { mayEdit } = useEditor();
  const open = useSignal(false);
  if (!mayEdit) return null;
  const text = question.replace(/\s+/g, " ").trim().slice(0, LONGEST_TEXT);
  return (
    <>
      <Button
        look="quiet"
        small
        aria-label={words("golden_keep_label", { question })}
        onClick={() => (open.value = true)}
      >
        {words("golden_keep")}
      </Button>
      {open.value && (
        <GoldenDialog start={{ ...EMPTY, text, titles: title }} onClose={() => (open.value = false)} />
      )}
    </>
  );
}
