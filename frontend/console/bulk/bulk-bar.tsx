/** What can be done with all selected rows: tag them; accept those that wait; pass on or resolve the agent's own. */
import { useSignal } from "@preact/signals";
import { X } from "lucide";
import type { JSX } from "preact";
import type { OwnCapacity, StaffConversation } from "../../shared/api/contract";
import { Button } from "../../shared/components/basics";
import { Icon } from "../../shared/components/icon";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useConsole } from "../app/context";
import { TransferDialog } from "../conversation/transfer";
import { useConsoleWords } from "../messages";
import { OverDialog } from "./over-dialog";
import { ResolveDialog } from "./resolve-dialog";
import { TagDialog } from "./tag-dialog";
import "./bulk.css";

interface BulkBarProps {
  /** The rows of the list now; a row that has left it cannot be selected any more. */
  shown: readonly string[];
  waiting: boolean;
}

export function BulkBar({ shown, waiting }: BulkBarProps): JSX.Element | null {
  const words = useConsoleWords();
  const { api, desk, selection, tags, toasts } = useConsole();
  const asking = useSignal<"transfer" | "resolve" | "tag" | OwnCapacity | null>(null);
  if (!selection.on.value) return null;
  const ids = shown.filter((id) => selection.ids.value.has(id));
  const all = ids.length === shown.length;
  const run = async (
    step: (id: string) => Promise<unknown>,
    most = ids.length,
    told: "bulk_accepted" | "bulk_done" | "bulk_tagged" = "bulk_done",
  ): Promise<void> => {
    asking.value = null;
    const left = ids.slice(most);
    const [done, failed] = await selection.each(ids.slice(0, most), step, left);
    if (failed > 0) toasts.fail(words.count("bulk_failed", failed, { done }));
    else if (left.length > 0) toasts.tell(words.count("bulk_left", left.length, { done }));
    else toasts.tell(words.count(told, done));
  };
  const accept = async (id: string): Promise<unknown> => {
    const entry = desk.queue.peek().find((each) => each.conversation_id === id);
    if (!entry) throw new Error("no longer waiting");
    return desk.accept(entry);
  };
  const tag = async (id: string, given: readonly string[]): Promise<void> => {
    const path = `/conversations/${segment(id)}/tags`;
    for (const each of given) desk.learn(await api.post<StaffConversation>(path, { tag: each }));
  };
  const tagAll = async (given: readonly string[]): Promise<void> => {
    await run((id) => tag(id, given), ids.length, "bulk_tagged");
    tags.meet(given);
  };
  /** Nobody takes on more than they have set out to without knowing it. */
  const askToAccept = async (): Promise<void> => {
    try {
      const own = await api.get<OwnCapacity>("/capacities/own");
      if (own.held + ids.length <= own.at_most) await run(accept, ids.length, "bulk_accepted");
      else asking.value = own;
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
  };
  const none = ids.length === 0 || selection.busy.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form to fill in
    <div class="bulk" role="group" aria-label={words("bulk")}>
      <div class="bulk-part">
        <label class="staff-check">
          <input
            type="checkbox"
            aria-label={words("bulk_all")}
            checked={all && ids.length > 0}
            onChange={() => selection.set(all ? [] : shown)}
          />
          <span role="status">{words.count("bulk_selected", ids.length)}</span>
        </label>
        <span class="staff-spring" />
        <Button look="quiet" small aria-label={words("bulk_end")} onClick={() => selection.end()}>
          <Icon of={X} />
        </Button>
      </div>
      <div class="bulk-part">
        {waiting ? (
          <Button look="primary" small disabled={none} onClick={() => void askToAccept()}>
            {words("bulk_accept")}
          </Button>
        ) : (
          <>
            <Button small disabled={none} onClick={() => (asking.value = "transfer")}>
              {words("bulk_assign")}
            </Button>
            <Button small disabled={none} onClick={() => (asking.value = "resolve")}>
              {words("bulk_resolve")}
            </Button>
          </>
        )}
        <Button small disabled={none} onClick={() => (asking.value = "tag")}>
          {words("bulk_tag")}
        </Button>
      </div>
      {asking.value === "transfer" && (
        <TransferDialog
          onClose={() => (asking.value = null)}
          onChosen={(to) => run((id) => desk.act(id, "transfer", to))}
        />
      )}
      {asking.value && typeof asking.value === "object" && (
        <OverDialog
          own={asking.value}
          wanted={ids.length}
          onClose={() => (asking.value = null)}
          onChosen={(most) => void run(accept, most, "bulk_accepted")}
        />
      )}
      {asking.value === "tag" && (
        <TagDialog onClose={() => (asking.value = null)} onChosen={(given) => void tagAll(given)} />
      )}
      {asking.value === "resolve" && (
        <ResolveDialog
          onClose={() => (asking.value = null)}
          onChosen={(resolution) => run((id) => desk.act(id, "resolve", resolution))}
        />
      )}
    </div>
  );
}
