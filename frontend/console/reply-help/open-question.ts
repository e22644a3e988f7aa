/** The input of every kind of reply help: the conversation, the open question, and where to insert a text. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { segment } from "../../shared/http";
import { useConsole } from "../app/context";

export interface ReplyHelpProps {
  id: string;
  onPut: (text: string) => void;
}

export interface OpenQuestionProps extends ReplyHelpProps {
  /** The `seq` of the unanswered message; 0 if there is none. */
  open: number;
}

/** Reloads with each open question. A failure returns nothing, because agents can write without help. */
export function useHelp<Answer, Item>(
  { id, open }: { id: string; open: number },
  path: string,
  itemsOf: (answer: Answer) => readonly Item[],
): readonly Item[] {
  const { api } = useConsole();
  const found = useSignal<readonly Item[]>([]);
  useEffect(() => {
    let current = true;
    found.value = [];
    if (open === 0) return;
    api
      .get<Answer>(`/conversations/${segment(id)}/${path}`)
      .then((answer) => {
        if (current) found.value = itemsOf(answer);
      })
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [id, open]);
  return found.value;
}
