/** The palette's entries: commands that are possible now, pages, and conversations by customer name. */

import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ConversationPage, ListedConversation } from "../../shared/api/contract";
import { go } from "../../shared/staff/route";
import { COMMANDS, isPossible, type Situation } from "../app/commands";
import { keyLabel, shortcutsOn } from "../app/keyboard";
import { pagesOf } from "../app/pages";
import { customerName } from "../inbox/customer-name";
import { matching } from "./match";

export interface Entry {
  readonly id: string;
  readonly label: string;
  /** Shown beside it: the key for the same command, or the matching text of the conversation. */
  readonly key?: string;
  readonly hint?: string;
  readonly run: () => void;
}

/** The list stays short; typing more words narrows it. */
const MOST_SHOWN = 50;
const MOST_FOUND = 8;
const TYPING_PAUSE_MS = 200;

export function useEntries(at: Situation, typed: ReadonlySignal<string>): ReadonlySignal<readonly Entry[]> {
  const found = useFound(at, typed.value);
  const known = useComputed(() => [...commands(at), ...pages(at), ...own(at)]);
  return useComputed(() => {
    const fitting = matching(known.value, typed.value, ({ label }) => label);
    const elsewhere = found.value.filter(({ id }) => !known.value.some((entry) => entry.id === id));
    return [...fitting.slice(0, MOST_SHOWN), ...elsewhere];
  });
}

function commands(at: Situation): readonly Entry[] {
  return COMMANDS.flatMap((command) => {
    const { name, key, keyOnly, run } = command;
    if (keyOnly || !run || !isPossible(command, at)) return [];
    const works = key && (shortcutsOn.value || key.length > 1);
    return [{ id: name, label: at.words(name), ...(works && { key: keyLabel(key) }), run: () => run(at) }];
  });
}

function pages({ context, words }: Situation): readonly Entry[] {
  return pagesOf(context.me).map(({ section, name }) => ({
    id: `page-${section}`,
    label: words("palette_page", { page: words(name) }),
    run: () => go(section),
  }));
}

function own(at: Situation): readonly Entry[] {
  return at.context.desk.mine.value.map((conversation) => conversationEntry(conversation, "inbox", at));
}

function conversationEntry(conversation: ListedConversation, section: string, { words }: Situation): Entry {
  return {
    id: `conversation-${conversation.id}`,
    label: words("palette_conversation", { name: customerName(conversation, words) }),
    hint: conversation.match?.text ?? conversation.last_message?.text ?? "",
    run: () => go(section, conversation.id),
  };
}

/** The server's matches; if the search fails, the rest of the palette stays usable. */
function useFound(at: Situation, typed: string): ReadonlySignal<readonly Entry[]> {
  const found = useSignal<readonly Entry[]>([]);
  const words = typed.trim();
  useEffect(() => {
    found.value = [];
    if (!/[\p{L}\p{N}]{2}/u.test(words)) return;
    let wanted = true;
    const timer = setTimeout(() => {
      at.context.api
        .get<ConversationPage>("/conversations", { q: words, limit: MOST_FOUND })
        .then(({ conversations }) => {
          if (wanted) found.value = conversations.map((each) => conversationEntry(each, "all", at));
        })
        .catch(() => undefined);
    }, TYPING_PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [words]);
  return found;
}
