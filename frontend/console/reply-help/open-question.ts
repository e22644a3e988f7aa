/** What every kind of reply help needs: for which conversation, for which open question, and where a text goes. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { segment } from "../../shared/http";
import { useConsole } from "../app/context";

export interface ReplyHelpProps {
  id: string;
  onPut: (text: string) => void;
}

export interface OpenQuestionProps extends ReplyHelpProps {
  /** The number of the message that nobody has answered; 0 for none. */
  open: number;
}

/** Reads again with each open question. A failure finds nothing: without help an agent writes all the same. */
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
