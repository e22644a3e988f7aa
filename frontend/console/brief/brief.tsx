/**
 * The brief of a handoff above the transcript: two lines, the reason and what the customer wants, that unfold into all
 * that is known. Parts are shown as received, so new parts need no change here. A part with a message's `seq` links to it.
 */
import { useSignal } from "@preact/signals";
import { ChevronDown, ChevronUp } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { Brief as BriefParts, Quote } from "../../shared/api/contract";
import { Icon } from "../../shared/components/icon";
import { useConsole } from "../app/context";
import { type ConsoleWords, codeText, useConsoleWords } from "../messages";
import { reasonIcon } from "./reasons";
import "./brief.css";

type Part = Record<string, unknown>;

/** Parts whose lines use another kind of code than the brief's own. */
const KINDS: Record<string, string> = { tipped_by: "rule", mood: "mood" };

export function Brief({ id, children }: { id: string; children?: ComponentChildren }): JSX.Element | null {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const unfolded = useSignal(false);
  const whole = useId();
  const handoff = desk.find(id)?.handoff;
  useEffect(() => {
    if (handoff) void desk.briefs.read(id);
  }, [id, handoff?.id, desk.find(id)?.last_seq]);
  const brief = desk.briefs.get(id);
  if (!brief) return null;
  const wish = wishOf(brief);
  return (
    <section class="brief" aria-label={words("brief")}>
      <div class="brief-fold">
        <p class="brief-reason">
          <Icon of={reasonIcon(brief.reason)} />
          <strong>{codeText(words, "reason", brief.reason)}</strong>
          {children}
        </p>
        {wish && (
          <p class="brief-wish">
            <span class="visually-hidden">{words("brief_wants")}: </span>
            <button type="button" class="brief-quote" dir="auto" onClick={() => showMessage(wish.seq)}>
              {wish.text}
            </button>
          </p>
        )}
        <button
          type="button"
          class="button button-quiet button-small brief-toggle"
          aria-expanded={unfolded.value}
          aria-controls={whole}
          aria-label={words(unfolded.value ? "brief_less" : "brief_more")}
          title={words(unfolded.value ? "brief_less" : "brief_more")}
          onClick={() => (unfolded.value = !unfolded.value)}
        >
          <Icon of={unfolded.value ? ChevronUp : ChevronDown} />
        </button>
      </div>
      <div id={whole} hidden={!unfolded.value}>
        {unfolded.value && <BriefWhole brief={brief} />}
      </div>
    </section>
  );
}

/** What the customer is here for: the first message about a matter, otherwise the first of all. */
function wishOf(brief: BriefParts): Quote | null {
  return brief.wants ?? brief.first_message;
}

/** Everything but what the two lines say; a message that is quoted under two names is shown under the first. */
function BriefWhole({ brief }: { brief: BriefParts }): JSX.Element {
  const words = useConsoleWords();
  const quoted = new Set([wishOf(brief)?.seq]);
  const parts = Object.entries(brief).filter(([name, value]) => {
    if (isEmpty(value) || name === "reason") return false;
    const seq = isQuote(name, value) ? value.seq : null;
    if (seq === null) return true;
    const again = quoted.has(seq);
    quoted.add(seq);
    return !again;
  });
  return (
    <dl class="brief-whole">
      {parts.map(([name, value]) => (
        <div class="brief-part" key={name}>
          <dt>{codeText(words, "brief", name)}</dt>
          <dd>{partView(name, value, words)}</dd>
        </div>
      ))}
    </dl>
  );
}

function isQuote(name: string, value: unknown): value is Quote {
  return ["first_message", "wants", "last_message", "open_question"].includes(name) && value !== null;
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
