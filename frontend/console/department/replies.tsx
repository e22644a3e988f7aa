/** The canned replies that are offered in this department alone. They are written on their own page. */
import type { JSX } from "preact";
import type { CannedReplyList, Department } from "../../shared/api/contract";
import { useRead } from "../../shared/staff/read";
import { hrefOf } from "../../shared/staff/route";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

export function DepartmentReplies({ department }: { department: Department }): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const known = useRead(() => api.get<CannedReplyList>("/canned-replies"), department.id, words);
  const mine = (known.value?.canned_replies ?? []).filter((reply) => reply.department === department.id);
  return (
    <section class="staff-card" aria-labelledby="replies-heading">
      <h2 id="replies-heading">{words("canned_title")}</h2>
      {known.failure && <p role="alert">{known.failure}</p>}
      {known.value && mine.length === 0 && <p class="staff-hint">{words("department_no_replies")}</p>}
      {mine.length > 0 && (
        <ul class="staff-list">
          {mine.map((reply) => (
            <li key={reply.id}>
              <kbd>/{reply.shortcut}</kbd> <bdi>{reply.title}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={hrefOf("canned-replies")}>{words("department_write_replies")}</a>
      </p>
    </section>
  );
}
