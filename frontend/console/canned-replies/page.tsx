/**
 * The page of canned replies, in a table with a search and folders. Supervisors write everybody's, for all or for one
 * department; every agent writes their own.
 */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { CannedReply, CannedReplyList } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { hasRole } from "../../shared/staff/roles";
import { tellResult } from "../../shared/staff/tell-result";
import { departmentName, useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { CannedDialog, type Filled, NEW } from "./dialog";
import "./canned-replies.css";

export function CannedRepliesPage(): JSX.Element {
  const words = useConsoleWords();
  const { api, me, toasts } = useConsole();
  const supervises = hasRole(me, "supervisor");
  const list = useSignal<readonly CannedReply[] | null>(null);
  const q = useSignal("");
  const folder = useSignal("");
  const opened = useSignal<Filled | CannedReply | null>(null);
  const [search, chosen] = [useId(), useId()];

  const load = (): Promise<void> =>
    api
      .get<CannedReplyList>("/canned-replies")
      .then((answer) => {
        list.value = answer.canned_replies;
      })
      .catch((error: unknown) => toasts.fail(failureText(error, words)));
  useEffect(() => void load(), []);

  function run(done: string, call: () => Promise<unknown>): Promise<boolean> {
    return tellResult(toasts, words, done, async () => {
      await call();
      await load();
    });
  }

  const shown = (list.value ?? []).filter(
    (reply) => fits(reply, q.value) && (folder.value === "" || reply.folder === folder.value),
  );
  const folders = foldersOf(list.value ?? []);
  const close = (): void => {
    opened.value = null;
  };
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <div class="staff-row">
          <h1>{words("canned_title")}</h1>
          <span class="staff-spring" />
          <Button look="primary" onClick={() => (opened.value = { ...NEW, personal: !supervises })}>
            {words("canned_add")}
          </Button>
        </div>
        <p class="staff-hint">
          {words("canned_hint", { variables: "{customer_name}, {agent_name}, {order_number}" })}
        </p>
        <div class="staff-row canned-filters">
          <label class="visually-hidden" for={search}>
            {words("canned_search")}
          </label>
          <input
            id={search}
            class="input"
            type="search"
            placeholder={words("canned_search")}
            value={q.value}
            onInput={(event) => (q.value = event.currentTarget.value)}
          />
          {folders.length > 0 && (
            <>
              <label class="visually-hidden" for={chosen}>
                {words("canned_folder")}
              </label>
              <select
                id={chosen}
                class="input"
                value={folder.value}
                onChange={(event) => (folder.value = event.currentTarget.value)}
              >
                <option value="">{words("canned_all_folders")}</option>
                {folders.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </>
          )}
        </div>
        {list.value === null && <Spinner label={words("loading")} />}
        {list.value !== null && shown.length === 0 && (
          <p class="staff-hint">{words(list.value.length === 0 ? "canned_empty" : "canned_none")}</p>
        )}
        {shown.length > 0 && (
          <CannedTable
            replies={shown}
            writable={(reply) => reply.personal || supervises}
            onEdit={(reply) => (opened.value = reply)}
          />
        )}
      </div>
      {opened.value && (
        <CannedDialog
          start={opened.value}
          folders={folders}
          onClose={close}
          run={(done, call) => run(done, call)}
        />
      )}
    </main>
  );
}

function foldersOf(replies: readonly CannedReply[]): readonly string[] {
  return [...new Set(replies.map(({ folder }) => folder))].filter(Boolean).sort();
}

/** By shortcut, title or text, whatever the case. */
function fits(reply: CannedReply, q: string): boolean {
  const wanted = q.trim().replace(/^\//, "").toLowerCase();
  return [reply.shortcut, reply.title, reply.text].some((part) => part.toLowerCase().includes(wanted));
}

interface CannedTableProps {
  replies: readonly CannedReply[];
  writable: (reply: CannedReply) => boolean;
  onEdit: (reply: CannedReply) => void;
}

function CannedTable({ replies, writable, onEdit }: CannedTableProps): JSX.Element {
  const words = useConsoleWords();
  const context = useConsole();
  return (
    <section class="staff-card" aria-label={words("canned_title")}>
      <table class="staff-table">
        <thead>
          <tr>
            <th scope="col">{words("canned_shortcut")}</th>
            <th scope="col">{words("canned_name")}</th>
            <th scope="col">{words("canned_text")}</th>
            <th scope="col">{words("canned_folder")}</th>
            <th scope="col">{words("canned_for")}</th>
            <th scope="col">
              <span class="visually-hidden">{words("canned_edit_column")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {replies.map((reply) => (
            <tr key={reply.id}>
              <td>
                <kbd>/{reply.shortcut}</kbd>
              </td>
              <td>
                <bdi>{reply.title}</bdi>
              </td>
              <td class="canned-preview" dir="auto">
                {reply.text}
              </td>
              <td>
                <bdi>{reply.folder}</bdi>
              </td>
              <td>
                {reply.personal
                  ? words("canned_own")
                  : (departmentName(context, reply.department) ?? words("canned_everybody"))}
              </td>
              <td>
                {writable(reply) && (
                  <Button
                    small
                    aria-label={words("canned_edit", { title: reply.title })}
                    onClick={() => onEdit(reply)}
                  >
                    {words("canned_edit_column")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
