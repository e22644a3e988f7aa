/** Findings about the published articles: what each is in one sentence, both places, set aside with an undo. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { Finding, FindingList } from "../../shared/api/contract";
import { Badge, Banner, Button, Spinner, type Tone } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { hrefOf } from "../../shared/staff/route";
import { useEditor } from "../context";
import { ChecksTabs } from "../golden/tabs";
import { type EditorWords, useEditorWords } from "../messages";

type Kind = Finding["kind"];

const KINDS: readonly Kind[] = [
  "contradiction",
  "same_phrasing",
  "near_duplicate",
  "dead_link",
  "dead_anchor",
  "past_review",
  "followed_by_person",
  "orphan",
];

const TONES: Record<Kind, Tone> = {
  contradiction: "danger",
  same_phrasing: "warning",
  near_duplicate: "warning",
  dead_link: "danger",
  dead_anchor: "warning",
  past_review: "warning",
  followed_by_person: "warning",
  orphan: "neutral",
};

const SHOWN = 100;

export function FindingsPage(): JSX.Element {
  const words = useEditorWords();
  const { api } = useEditor();
  const list = useRead(() => api.get<FindingList>("/article-findings"), "", words);
  const kind = useSignal<Kind | "">("");
  const aside = useSignal(false);
  const shown = useSignal(SHOWN);
  useEffect(() => {
    document.title = `${words("checks_findings")} · ${words("product")}`;
  }, [words]);
  const found = (list.value?.findings ?? []).filter(
    (one) => (one.set_aside_by !== null) === aside.value && (kind.value === "" || one.kind === kind.value),
  );
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner">
        <h1>{words("nav_checks")}</h1>
        <ChecksTabs here="findings" />
        <p class="staff-hint">{words("findings_hint", { days: list.value?.days ?? 28 })}</p>
        {list.busy && !list.value && <Spinner label={words("loading")} />}
        {list.failure && (
          <p class="field-error">
            {list.failure} <Button onClick={list.again}>{words("try_again")}</Button>
          </p>
        )}
        {list.value && !list.value.complete && <Banner tone="warning">{words("findings_incomplete")}</Banner>}
        {list.value && (
          <Filters
            list={list.value}
            kind={kind.value}
            aside={aside.value}
            onKind={(next) => (kind.value = next)}
            onAside={(next) => (aside.value = next)}
          />
        )}
        {list.value && found.length === 0 && <p class="staff-empty">{words("findings_none")}</p>}
        {found.slice(0, shown.value).map((one) => (
          <FindingCard key={one.key} one={one} onChanged={list.again} />
        ))}
        {found.length > shown.value && (
          <Button onClick={() => (shown.value += SHOWN)}>{words("list_more")}</Button>
        )}
      </div>
    </main>
  );
}

interface FiltersProps {
  list: FindingList;
  kind: Kind | "";
  aside: boolean;
  onKind: (kind: Kind | "") => void;
  onAside: (aside: boolean) => void;
}

function Filters({ list, kind, aside, onKind, onAside }: FiltersProps): JSX.Element {
  const words = useEditorWords();
  const id = useId();
  const count = (of: Kind): number =>
    list.findings.filter((one) => one.kind === of && (one.set_aside_by !== null) === aside).length;
  return (
    <search class="findings-filters">
      <div class="field">
        <label for={id}>{words("findings_kind")}</label>
        <select
          id={id}
          class="input"
          value={kind}
          onChange={(event) => onKind(event.currentTarget.value as Kind | "")}
        >
          <option value="">{words("findings_any")}</option>
          {KINDS.filter((of) => count(of) > 0 || of === kind).map((of) => (
            <option key={of} value={of}>
              {words(`finding_${of}`)} ({count(of)})
            </option>
          ))}
        </select>
      </div>
      <label class="staff-check">
        <input type="checkbox" checked={aside} onChange={(event) => onAside(event.currentTarget.checked)} />
        {words("findings_aside")}
      </label>
    </search>
  );
}

function FindingCard({ one, onChanged }: { one: Finding; onChanged: () => void }): JSX.Element {
  const words = useEditorWords();
  const { api, mayEdit, toasts } = useEditor();
  const run = async (call: () => Promise<unknown>): Promise<boolean> => {
    try {
      await call();
      onChanged();
      return true;
    } catch (error) {
      toasts.fail(failureText(error, words));
      return false;
    }
  };
  const takeUp = (): Promise<boolean> =>
    run(() => api.delete(`/article-findings/set-aside/${segment(one.key)}`));
  const setAside = async (): Promise<void> => {
    if (await run(() => api.post("/article-findings/set-aside", { key: one.key })))
      toasts.tell(words("findings_set_aside"), { label: words("golden_undo"), run: () => void takeUp() });
  };
  const sentence = sentenceOf(one, words);
  return (
    <article class="staff-card finding" aria-label={sentence}>
      <p class="staff-row">
        <Badge tone={TONES[one.kind]}>{words(`finding_${one.kind}`)}</Badge>
        <span class="staff-hint">{words.count("findings_traffic", one.traffic)}</span>
      </p>
      <h2 class="asked-question">{sentence}</h2>
      <ul class="staff-list finding-places">
        {one.places.map((place) => (
          <li key={`${place.article_id}-${place.section}`}>
            <a href={hrefOf("articles", place.article_id)}>
              <bdi>{place.title}</bdi>
            </a>
            {place.section && <span class="staff-hint"> › {place.section}</span>}
            {place.quote && (
              <blockquote dir="auto" class="finding-quote">
                {place.quote}
              </blockquote>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <div class="staff-row">
          {one.set_aside_by === null ? (
            <Button small look="quiet" onClick={() => void setAside()}>
              {words("findings_set")}
            </Button>
          ) : (
            <>
              <span class="staff-hint">{words("findings_by", { name: one.set_aside_by })}</span>
              <Button small onClick={() => void takeUp()}>
                {words("findings_again")}
              </Button>
            </>
          )}
        </div>
      )}
    </article>
  );
}

function sentenceOf({ kind, details, places }: Finding, words: EditorWords): string {
  const [first, second] = places.map(({ title }) => title);
  return words(`finding_${kind}_says`, { ...details, first: first ?? "", second: second ?? "" });
}
