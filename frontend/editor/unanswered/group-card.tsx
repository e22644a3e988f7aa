/** One matter that the articles do not settle: what it costs, and, opened, its questions and the agents' answers. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import type { GapGroup, GapQuestion, OpenedGroup, Settled } from "../../shared/api/contract";
import { Badge, Spinner, type Tone } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { hasRole } from "../../shared/staff/roles";
import { hrefOf } from "../../shared/staff/route";
import { ago } from "../../shared/time/time";
import { useEditor } from "../context";
import { codeText, type EditorWords } from "../messages";

const TONES: Record<GapGroup["state"], Tone> = { open: "warning", taken_up: "info", answered: "good" };

interface GroupCardProps {
  group: GapGroup;
  words: EditorWords;
  actions: ComponentChildren;
}

export function GroupCard({ group, words, actions }: GroupCardProps): JSX.Element {
  return (
    <article class="staff-card gap" aria-label={group.question}>
      <h2 class="asked-question">
        <bdi>{group.question}</bdi>
      </h2>
      <p class="gap-kinds">
        <Badge tone={TONES[group.state]}>{words(`gaps_state_${group.state}`)}</Badge>
        {Object.entries(group.kinds).map(([kind, times]) => (
          <Badge key={kind}>
            {codeText(words, "gap", kind)}
            {group.times > 1 && ` · ${times}`}
          </Badge>
        ))}
      </p>
      <p class="staff-hint article-facts">
        <span>{words.count("gaps_customers", group.customers)}</span>
        {group.agent_minutes > 0 && <span>{words.count("gaps_minutes", group.agent_minutes)}</span>}
        <span>{ago(group.last_asked_at, words)}</span>
        {group.answered > 0 && group.state !== "answered" && (
          <span>{words("gaps_partly", { answered: group.answered, times: group.times })}</span>
        )}
        {group.nearest && (
          <span>
            {words(group.state === "answered" ? "gaps_answered_by" : "unanswered_nearest")}{" "}
            <a href={hrefOf("articles", group.nearest.article_id)}>
              <bdi>{group.nearest.title ?? group.nearest.article_id}</bdi>
            </a>
          </span>
        )}
      </p>
      <Inside group={group} words={words} />
      {actions}
    </article>
  );
}

function Inside({ group, words }: { group: GapGroup; words: EditorWords }): JSX.Element {
  const { api } = useEditor();
  const inside = useSignal<OpenedGroup | null>(null);
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  async function read(open: boolean): Promise<void> {
    if (!open || inside.peek() || busy.peek()) return;
    failure.value = null;
    busy.value = true;
    try {
      inside.value = await api.post<OpenedGroup>("/questions/gaps/open", { ids: group.ids });
    } catch (error) {
      failure.value = failureText(error, words);
    }
    busy.value = false;
  }
  return (
    <details class="rivals" onToggle={(event) => void read(event.currentTarget.open)}>
      <summary>{words.count("gaps_inside", group.times)}</summary>
      {failure.value && <p class="field-error">{failure.value}</p>}
      {busy.value && <Spinner label={words("loading")} />}
      {inside.value && (
        <>
          <ul class="staff-list gap-questions">
            {inside.value.questions.map((question) => (
              <li key={question.id}>
                <Question question={question} words={words} />
              </li>
            ))}
          </ul>
          <h3>{words("gaps_settled")}</h3>
          {inside.value.settled.length === 0 && <p class="staff-hint">{words("gaps_settled_none")}</p>}
          {inside.value.settled.map((settled) => (
            <AgentsWords key={settled.text} settled={settled} words={words} />
          ))}
        </>
      )}
    </details>
  );
}

function Question({ question, words }: { question: GapQuestion; words: EditorWords }): JSX.Element {
  return (
    <>
      <bdi>{question.question}</bdi>{" "}
      <span class="staff-hint">
        {codeText(words, "gap", question.kind)} · {ago(question.asked_at, words)}
      </span>{" "}
      <ConversationLink id={question.conversation_id} words={words} />
    </>
  );
}

function AgentsWords({ settled, words }: { settled: Settled; words: EditorWords }): JSX.Element {
  return (
    <figure class="gap-settled">
      <blockquote class="quoted">
        <bdi>{settled.text}</bdi>
      </blockquote>
      <figcaption class="staff-hint">
        {settled.agent} · {ago(settled.answered_at, words)}{" "}
        <ConversationLink id={settled.conversation_id} words={words} />
      </figcaption>
    </figure>
  );
}

/** Only for those who may read it, in the console. */
function ConversationLink({ id, words }: { id: string | null; words: EditorWords }): JSX.Element | null {
  const { me } = useEditor();
  if (id === null || !hasRole(me, "agent")) return null;
  return <a href={`/console${hrefOf("all", id)}`}>{words("gaps_conversation")}</a>;
}
