/** The peek beside its row: the last messages, and a link that opens the conversation for good. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Message } from "../../shared/api/contract";
import { Spinner } from "../../shared/components/basics";
import { MessageView } from "../../shared/components/message";
import { failureText } from "../../shared/staff/failure";
import { hrefOf, route } from "../../shared/staff/route";
import { useConsole } from "../app/context";
import { customerName } from "../inbox/customer-name";
import { useConsoleWords } from "../messages";
import { type Peek, type Peeked, type PeekedAt, readPeek } from "./peek";
import { followPointer } from "./pointer";
import "./peek.css";

const MARGIN_PX = 8;
const OUR_SIDE = ["agent", "bot"] as const;

export function PeekView(): JSX.Element | null {
  const { peek } = useConsole();
  const { section, id } = route.value;
  useEffect(() => followPointer(peek, () => route.peek().id), [peek]);
  useEffect(() => peek.close(), [section, id]);
  const shown = peek.shown.value;
  return shown && <PeekPanel key={`${shown.id} ${shown.by}`} shown={shown} />;
}

function PeekPanel({ shown }: { shown: Peeked }): JSX.Element {
  const words = useConsoleWords();
  const { api, peek } = useConsole();
  const found = useSignal<PeekedAt | null>(null);
  const failure = useSignal<string | null>(null);
  const panel = useRef<HTMLElement>(null);
  const log = useRef<HTMLUListElement>(null);

  useEffect(() => {
    let wanted = true;
    readPeek(api, shown.id)
      .then((answer) => {
        if (wanted) found.value = answer;
      })
      .catch((error: unknown) => {
        if (wanted) failure.value = failureText(error, words);
      });
    return () => {
      wanted = false;
    };
  }, [shown.id]);
  useLayoutEffect(() => {
    if (panel.current) place(panel.current, shown.id);
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [found.value, failure.value]);
  useEffect(() => {
    if (shown.by === "key") panel.current?.focus();
    return closingKeys(peek, shown);
  }, []);

  const name = customerName(found.value?.conversation ?? { id: shown.id }, words);
  return (
    <section
      ref={panel}
      class="peek"
      role="dialog"
      aria-label={words("peek_title", { name })}
      tabIndex={-1}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget && !panel.current?.contains(relatedTarget as Node)) peek.close();
      }}
    >
      <header>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <a href={hrefOf(route.value.section === "all" ? "all" : "inbox", shown.id)}>{words("peek_open")}</a>
      </header>
      {failure.value && <p role="alert">{failure.value}</p>}
      {!found.value && !failure.value && <Spinner label={words("loading")} />}
      {found.value && (
        <ul class="staff-list" ref={log}>
          {found.value.messages.map((message) => (
            <Line key={message.seq} message={message} name={name} />
          ))}
          {found.value.messages.length === 0 && <li>{words("transcript_empty")}</li>}
        </ul>
      )}
      <p class="staff-hint">{words("peek_hint")}</p>
    </section>
  );
}

function Line({ message, name }: { message: Message; name: string }): JSX.Element {
  return (
    <li>
      <MessageView message={message} own={OUR_SIDE} customerName={name} />
    </li>
  );
}

/** Beside the list, at the height of the row, inside the window. */
function place(panel: HTMLElement, id: string): void {
  const row = rowOf(id)?.getBoundingClientRect();
  if (!row) return;
  const across = Math.min(row.right + MARGIN_PX, innerWidth - panel.offsetWidth - MARGIN_PX);
  const down = Math.min(row.top, innerHeight - panel.offsetHeight - MARGIN_PX);
  panel.style.left = `${Math.max(across, MARGIN_PX)}px`;
  panel.style.top = `${Math.max(down, MARGIN_PX)}px`;
}

/**
 * Escape closes the peek before it does anything else, wherever the focus is. Keys of the list go back to the list. Who
 * types outside it is at work on something else.
 */
function closingKeys(peek: Peek, { id, by }: Peeked): () => void {
  const press = (event: KeyboardEvent): void => {
    const inside = (document.activeElement?.closest(".peek") ?? null) !== null;
    const leaving = inside && ["p", "j", "k"].includes(event.key) && !event.ctrlKey && !event.metaKey;
    if (event.key !== "Escape" && !leaving) {
      if (by === "pointer" && !inside && isTyping(event)) peek.close();
      return;
    }
    peek.close();
    if (by === "key") rowOf(id)?.focus();
    if (["j", "k"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("keydown", press, { capture: true });
  return () => removeEventListener("keydown", press, { capture: true });
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.matches("input, textarea");
}

function rowOf(id: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.pane-list [data-conversation="${CSS.escape(id)}"]`);
}
