/** The groups of one view of the page, and what an editor does with them. */
import { useSignal } from "@preact/signals";
import type { GapGroup, Gaps, OpenedGroup } from "../../shared/api/contract";
import { failureText } from "../../shared/staff/failure";
import { type Read, useRead } from "../../shared/staff/read";
import { go } from "../../shared/staff/route";
import { dateIn } from "../../shared/time/time";
import { useEditor } from "../context";
import { type EditorWords, useEditorWords } from "../messages";
import { asPhrasing, startWith } from "./start";

export type View = "open" | "answered" | "aside";

export const LONGEST_PHRASING = 300;
const MOST_PHRASINGS = 5;

export interface GapList {
  readonly read: Read<Gaps>;
  readonly groups: readonly GapGroup[];
  readonly drop: (group: GapGroup) => void;
  readonly setAside: (group: GapGroup) => void;
  readonly takeBack: (group: GapGroup) => void;
  readonly write: (group: GapGroup) => void;
}

export function useGaps(view: View): GapList {
  const words = useEditorWords();
  const { api, toasts } = useEditor();
  const address = view === "aside" ? "/questions/gaps/set-aside" : "/questions/gaps";
  const read = useRead(() => api.get<Gaps>(address), address, words);
  const busy = useSignal(false);

  async function run(work: () => Promise<void>): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    try {
      await work();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  function drop(group: GapGroup): void {
    const shown = read.value;
    if (shown) read.put({ ...shown, groups: shown.groups.filter((other) => other !== group) });
  }

  const takeBack = (group: GapGroup): Promise<void> =>
    run(async () => {
      await api.post("/questions/gaps/take-back", { ids: group.ids });
      if (view === "aside") drop(group);
      else read.again();
      toasts.tell(words("gaps_taken_back"));
    });
  const setAside = (group: GapGroup): Promise<void> =>
    run(async () => {
      await api.post("/questions/gaps/set-aside", { ids: group.ids });
      drop(group);
      toasts.tell(words("gaps_aside_done"), { label: words("undo"), run: () => void takeBack(group) });
    });
  const write = (group: GapGroup): Promise<void> =>
    run(async () => {
      const inside = await api.post<OpenedGroup>("/questions/gaps/open", { ids: group.ids });
      startWith(...articleFor(inside, words));
      go("articles", "new");
    });
  return {
    read,
    groups: (read.value?.groups ?? []).filter(
      ({ state }) => view === "aside" || (view === "answered") === (state === "answered"),
    ),
    drop,
    setAside: (group) => void setAside(group),
    takeBack: (group) => void takeBack(group),
    write: (group) => void write(group),
  };
}

/** Phrasings from the customers' questions, and the agents' sentences with their source. */
export function articleFor(inside: OpenedGroup, words: EditorWords): [string[], string] {
  const asked = inside.questions.map(({ question }) => asPhrasing(question, LONGEST_PHRASING));
  const phrasings = [...new Set(asked)].filter((line) => line !== "").slice(0, MOST_PHRASINGS);
  const settled = inside.settled.map(({ text, agent, answered_at }) => {
    const source = words("gaps_source", {
      agent,
      date: dateIn(new Date(answered_at), words.locale, "reader"),
    });
    return `${text}\n\n> ${source}`;
  });
  return [phrasings, settled.join("\n\n")];
}
