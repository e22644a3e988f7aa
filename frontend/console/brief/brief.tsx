/**
 * The brief of an accepted handoff. Parts are shown as received, so new parts need no change here. A part
 * with a message's `seq` links to that message.
 */
import type { ComponentChildren, JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { useConsole } from "../app/context";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import "./brief.css";

type Part = Record<string, unknown>;

/** Parts whose lines use another kind of code than the brief's own. */
const KINDS: Record<string, string> = { tipped_by: "rule", mood: "mood" };

export function Brief({ id }: { id: string }): JSX.Element | null {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const { briefs } = desk;
  const brief = desk.find(id)?.status === "assigned" ? briefs.get(id) : undefined;
  const parts = Object.entries(brief ?? {}).filter(([, value]) => !isEmpty(value));
  if (parts.length === 0) return null;
  return (
    <section class="brief" aria-labelledby="brief-heading">
      <header>
        <h2 id="brief-heading">{words("brief")}</h2>
        <Button look="quiet" small onClick={() => briefs.dismiss(id)}>
          {words("brief_dismiss")}
        </Button>
      </header>
      <dl>
        {parts.map(([name, value]) => (
          <div class="brief-part" key={name}>
            <dt>{codeText(words, "brief", name)}</dt>
            <dd>{partView(name, value, words)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function partView(name: string, value: unknown, words: ConsoleWords): ComponentChildren {
  if (Array.isArray(value)) {
    return (
      <ul class="staff-list">
        {value.map((one, index) => (
          <li key={index}>{partView(name, one, words)}</li>
        ))}
      </ul>
    );
  }
  if (typeof value === "object" && value !== null) {
    return <PartLine kind={KINDS[name] ?? "brief"} part={value as Part} words={words} />;
  }
  if (name === "reason") return codeText(words, "reason", String(value));
  return <bdi>{String(value)}</bdi>;
}

interface LineProps {
  kind: string;
  part: Part;
  words: ConsoleWords;
}

function PartLine({ kind, part, words }: LineProps): JSX.Element {
  const { seq, ...rest } = part;
  return (
    <>
      <bdi>{partText(kind, rest, words)}</bdi>{" "}
      {typeof seq === "number" && (
        <button type="button" class="link" onClick={() => showMessage(seq)}>
          {words("brief_to_message", { seq })}
        </button>
      )}
    </>
  );
}

function partText(kind: string, part: Part, words: ConsoleWords): string {
  for (const key of ["text", "title", "value"]) {
    const said = part[key];
    if (typeof said !== "string") continue;
    const label = part.name ?? part.entity;
    return typeof label === "string" ? `${codesText(words, kind, label)}: ${said}` : said;
  }
  return Object.entries(part)
    .filter(([, value]) => !isEmpty(value))
    .map(([key, value]) => `${key.replace(/_/g, " ")}: ${String(value)}`)
    .join(", ");
}

function codesText(words: ConsoleWords, kind: string, codes: string): string {
  const said = codes.split(", ").map((code) => codeText(words, kind, code));
  return said.join(", ");
}

export function showMessage(seq: number): void {
  const target = document.getElementById(`message-${seq}`);
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
