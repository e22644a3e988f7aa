/** A line difference: colour, sign and (for screen readers) words mark added and removed lines. */
import type { JSX } from "preact";
import { useEditorWords } from "../messages";
import { type Fields, questionsOf } from "../types";
import { type DiffEntry, diffLines, fold } from "./diff";

export function DiffView({ before, after }: { before: Fields; after: Fields }): JSX.Element {
  const words = useEditorWords();
  const [old, young] = [textOf(before), textOf(after)];
  if (old === young) return <p class="staff-hint">{words("history_same")}</p>;
  return (
    <div class="diff">
      {fold(diffLines(old, young)).map((entry, index) => (
        <DiffRow key={`${index}-${entry.kind}`} entry={entry} />
      ))}
    </div>
  );
}

function DiffRow({ entry }: { entry: DiffEntry }): JSX.Element {
  const words = useEditorWords();
  if (entry.kind === "skipped") return <p class="diff-skipped">{words.count("diff_skipped", entry.count)}</p>;
  if (entry.kind === "same")
    return (
      <p class="diff-line" dir="auto">
        {entry.text || " "}
      </p>
    );
  const Tag = entry.kind === "added" ? "ins" : "del";
  return (
    <Tag class={`diff-line diff-${entry.kind}`} dir="auto">
      <span class="visually-hidden">{words(`diff_${entry.kind}`)} </span>
      {entry.text || " "}
    </Tag>
  );
}

/** All edited fields as one text, so that a changed title or phrasing shows in the same way. */
function textOf(fields: Fields): string {
  const questions = questionsOf(fields).map((question) => `? ${question}`);
  return [`# ${fields.title}`, `[${fields.category}]`, ...questions, "", fields.body].join("\n");
}
