/**
 * All keyboard commands in one table. The single keys, the shortcut list and the palette are made from it,
 * so they always agree.
 */
import type { QueueEntry, StaffConversation } from "../../shared/api/contract";
import type { PresenceState } from "../../shared/api/types";
import { failureText } from "../../shared/staff/failure";
import { go, route } from "../../shared/staff/route";
import type { Question } from "../acting/acting";
import { setSound, soundOn } from "../alerts/alerts";
import { type Possible, possibleWith } from "../desk/permissions";
import { shownRows } from "../inbox/inbox-rows";
import type { ConsoleWords } from "../messages";
import type { ConsoleKey } from "../messages/en";
import { nextRow } from "../row-list/next-row";
import { moveFocus } from "../row-list/rows";
import type { ConsoleContext } from "./context";

/** Where the person is when they press a key or open the palette. */
export interface Situation {
  readonly context: ConsoleContext;
  readonly words: ConsoleWords;
  /** The conversation of the focused row. */
  readonly focused: string | null;
  readonly show: (what: "sheet" | "palette") => void;
}

export interface Command {
  readonly name: ConsoleKey;
  /** As `keyOf` names it; if several commands share a key, the first possible one runs. */
  readonly key?: string;
  /** Works only as a key. */
  readonly keyOnly?: true;
  /** Absent if it is always possible. */
  readonly possible?: (at: Situation) => boolean;
  /** Absent if the element handles the key itself (a link, the composer); then it is only listed. */
  readonly run?: (at: Situation) => void;
}

export const COMMANDS: readonly Command[] = [
  { name: "command_palette", key: "mod+k", keyOnly: true, run: ({ show }) => show("palette") },
  { name: "command_next_row", key: "j", keyOnly: true, run: () => moveFocus(1) },
  { name: "command_previous_row", key: "k", keyOnly: true, run: () => moveFocus(-1) },
  {
    name: "command_tick",
    key: "x",
    keyOnly: true,
    possible: ({ focused }) => focused !== null,
    run: ({ context, focused }) => focused && context.selection.toggle(focused),
  },
  { name: "command_open_row", key: "↵", keyOnly: true },
  {
    name: "command_peek",
    key: "p",
    keyOnly: true,
    possible: ({ focused }) => focused !== null,
    run: ({ context, focused }) => focused && context.peek.toggle(focused),
  },
  {
    name: "command_accept",
    key: "a",
    possible: (at) => meant(at) !== undefined,
    run: (at) => accept(at, meant(at)),
  },
  {
    name: "command_take_next",
    possible: (at) => nextWaiting(at) !== undefined,
    run: (at) => accept(at, nextWaiting(at)),
  },
  {
    name: "command_reply",
    key: "r",
    possible: (at) => can(at, "reply"),
    run: ({ context }) => context.acting.write({ internal: false }),
  },
  {
    name: "command_note",
    key: "n",
    possible: (at) => shown(at) !== undefined,
    run: ({ context }) => context.acting.write({ internal: true }),
  },
  { name: "command_canned", key: "/", keyOnly: true },
  { name: "send_and_resolve", key: "mod+enter", keyOnly: true },
  {
    name: "command_canned_insert",
    possible: (at) => can(at, "reply"),
    run: ({ context }) => context.acting.write({ internal: false, canned: true }),
  },
  { name: "step_resolve", key: "e", possible: (at) => can(at, "move"), run: (at) => step(at, "resolve") },
  {
    name: "undo",
    key: "z",
    possible: ({ context }) => context.toasts.offered !== undefined,
    run: ({ context }) => context.toasts.takeOffer(),
  },
  {
    name: "tag_add",
    key: "#",
    possible: (at) => shown(at) !== undefined,
    run: ({ context }) => (context.acting.tagging.value = true),
  },
  { name: "step_take_back", possible: (at) => can(at, "reopen"), run: (at) => step(at, "take-back") },
  { ...asked("transfer", "transfer"), key: "t" },
  { ...asked("snooze", "snooze", (at) => !shown(at)?.snoozed_until), key: "s" },
  {
    name: "command_next",
    key: ".",
    possible: ({ context }) => nextToDo(context) !== undefined,
    run: ({ context }) => go("inbox", nextToDo(context) ?? null),
  },
  {
    name: "snooze_end",
    possible: (at) => can(at, "move") && Boolean(shown(at)?.snoozed_until),
    run: (at) => void at.context.acting.takeUp(id()),
  },
  asked("call_back", "call_back"),
  { name: "step_release", possible: (at) => can(at, "move"), run: (at) => step(at, "release") },
  { name: "step_requeue", possible: (at) => can(at, "move"), run: (at) => step(at, "requeue") },
  { name: "step_take_over", possible: (at) => can(at, "takeOver"), run: (at) => step(at, "take-over") },
  presence("command_online", "online"),
  presence("command_away", "away"),
  presence("command_offline", "offline"),
  { name: "command_sound_off", possible: () => soundOn.value, run: () => setSound(false) },
  { name: "command_sound_on", possible: () => !soundOn.value, run: () => setSound(true) },
  { name: "command_back", key: "Escape", keyOnly: true, run: stepBack },
  { name: "command_sheet", key: "?", run: ({ show }) => show("sheet") },
];

/** The command for this key now, if any. */
export function commandOf(key: string, at: Situation): Command | undefined {
  return COMMANDS.find((command) => command.key === key && command.run && isPossible(command, at));
}

export function isPossible(command: Command, at: Situation): boolean {
  return command.possible?.(at) ?? true;
}

function asked(name: ConsoleKey, question: Question, also: (at: Situation) => boolean = () => true): Command {
  return {
    name,
    possible: (at) => can(at, "move") && also(at),
    run: (at) => at.context.acting.ask(id(), question),
  };
}

function presence(name: ConsoleKey, state: PresenceState): Command {
  return {
    name,
    possible: ({ context }) => ![null, state].includes(context.desk.presence.state.value),
    run: ({ context, words }) =>
      void context.desk.presence
        .choose(state)
        .catch((error: unknown) => context.toasts.fail(failureText(error, words))),
  };
}

/** The open conversation, once it is loaded. */
function shown({ context }: Situation): StaffConversation | undefined {
  return route.value.id === null ? undefined : context.desk.find(route.value.id);
}

function id(): string {
  return route.peek().id ?? "";
}

function can(at: Situation, what: keyof Possible): boolean {
  const { desk, me } = at.context;
  const entry = desk.queue.value.find((waiting) => waiting.conversation_id === route.value.id);
  return possibleWith(shown(at), entry, me)[what];
}

/** The open conversation, if it waits: nobody accepts a customer whom they have not looked at. */
function meant({ context }: Situation): QueueEntry | undefined {
  return context.desk.queue.value.find((waiting) => waiting.conversation_id === route.value.id);
}

function nextWaiting({ context }: Situation): QueueEntry | undefined {
  return context.desk.offered.value[0] ?? context.desk.queue.value[0];
}

/** The next conversation that needs this agent: their own, the most urgent first, then whoever waits. */
function nextToDo(context: ConsoleContext): string | undefined {
  const rows = [...shownRows(context, "mine"), ...shownRows(context, "waiting")];
  return nextRow(rows, route.value.id)?.id;
}

function accept({ context }: Situation, entry: QueueEntry | undefined): void {
  if (entry) void context.accepting.accept(entry.conversation_id);
}

function step({ context }: Situation, wanted: Parameters<typeof context.acting.step>[1]): void {
  void context.acting.step(id(), wanted);
}

function stepBack(): void {
  if (route.peek().id) go(route.peek().section);
}
