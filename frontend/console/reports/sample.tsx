/** The audited sample: a supervisor reads random conversations of the bot and says whether it was right in each. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { Sample, SampleDetails, SampledConversation, SampleList } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { valueText } from "./labels";
import { Plot } from "./plot";
import type { Wanted } from "./reports";

const SIZES = [20, 50, 100] as const;

export function SamplePage({ wanted }: { wanted: Wanted }): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const list = useRead(() => api.get<SampleList>("/reports/samples"), "samples", words);
  const open = useSignal<SampleDetails | null>(null);
  const size = useSignal<number>(SIZES[1]);
  const busy = useSignal(false);

  async function attempt(call: () => Promise<SampleDetails>): Promise<void> {
    busy.value = true;
    try {
      open.value = await call();
      list.again();
    } catch (error) {
      toasts.fail(failureText(error, words));
    }
    busy.value = false;
  }

  const newest = list.value?.samples[0];
  useEffect(() => {
    if (newest && !open.peek()) void attempt(() => api.get(`/reports/samples/${segment(newest.id)}`));
  }, [newest?.id]);

  const draw = (): Promise<void> =>
    attempt(() =>
      api.post("/reports/samples", {
        since: wanted.since || null,
        until: wanted.until || null,
        size: size.value,
      }),
    );
  const judge = (one: SampledConversation, verdict: "right" | "wrong"): Promise<void> =>
    attempt(() =>
      api.put(`/reports/samples/${segment(open.value?.id ?? "")}/verdicts/${segment(one.conversation_id)}`, {
        verdict: one.verdict === verdict ? null : verdict,
      }),
    );

  return (
    <>
      <section class="staff-card">
        <p>{words("sample_hint")}</p>
        <div class="staff-row">
          <label class="field">
            <span class="field-label">{words("sample_size")}</span>
            <select
              class="input"
              value={size.value}
              onChange={(event) => (size.value = Number(event.currentTarget.value))}
            >
              {SIZES.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
          <Button look="primary" busy={busy.value} onClick={() => void draw()}>
            {words("sample_draw")}
          </Button>
        </div>
        {list.failure && <p class="field-error">{list.failure}</p>}
        {!list.value && list.busy && <Spinner label={words("loading")} />}
        {list.value?.samples.length === 0 && <p class="staff-hint">{words("sample_none")}</p>}
      </section>
      {list.value && list.value.samples.length > 1 && (
        <Earlier
          samples={list.value.samples}
          onOpen={(id) => void attempt(() => api.get(`/reports/samples/${segment(id)}`))}
        />
      )}
      {open.value && <Opened sample={open.value} onJudge={(one, verdict) => void judge(one, verdict)} />}
    </>
  );
}

function Earlier({
  samples,
  onOpen,
}: {
  samples: readonly Sample[];
  onOpen: (id: string) => void;
}): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card">
      <h2>{words("sample_all")}</h2>
      <ul class="staff-list report-samples">
        {samples.map((sample) => (
          <li key={sample.id} class="staff-row">
            <Button small onClick={() => onOpen(sample.id)}>
              {fullTime(sample.drawn_at, words.locale)}
            </Button>
            <span>{judgedText(sample, words)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function judgedText(sample: Sample, words: ReturnType<typeof useConsoleWords>): string {
  return words("sample_judged", { judged: sample.right + sample.wrong, size: sample.size });
}

interface OpenedProps {
  sample: SampleDetails;
  onJudge: (one: SampledConversation, verdict: "right" | "wrong") => void;
}

function Opened({ sample, onJudge }: OpenedProps): JSX.Element {
  const words = useConsoleWords();
  const heading = useId();
  const { share, low, high } = sample;
  const text = (value: number | null): string => valueText(value, "share", words);
  return (
    <section class="staff-card" aria-labelledby={heading}>
      <h2 id={heading}>{words("sample_title", { since: sample.since, until: sample.until })}</h2>
      <p class="report-value" role="status">
        {share === null ? words("sample_unjudged") : words("sample_share", { share: text(share) })}
        {share !== null && sample.few && <Badge tone="warning">{words("reports_few")}</Badge>}
      </p>
      {share !== null && (
        <Plot
          title={words("sample_right")}
          bars={[{ key: "right", label: words("sample_right"), value: share, low, high }]}
          lying
          text={text}
        />
      )}
      <p class="staff-hint">
        {judgedText(sample, words)} ·{" "}
        {words("sample_source", { population: sample.population, name: sample.drawn_by })}
      </p>
      <ol class="report-sampled">
        {sample.conversations.map((one, place) => (
          <li key={one.conversation_id}>
            <a href={hrefOf("all", one.conversation_id)} target="_blank" rel="noopener">
              {words("sample_conversation", { number: place + 1 })}
            </a>
            <fieldset class="staff-row">
              <legend class="visually-hidden">{words("sample_conversation", { number: place + 1 })}</legend>
              {(["right", "wrong"] as const).map((verdict) => (
                <Button
                  key={verdict}
                  small
                  aria-pressed={one.verdict === verdict}
                  onClick={() => onJudge(one, verdict)}
                >
                  {words(`sample_${verdict}`)}
                </Button>
              ))}
            </fieldset>
            {one.given_by && <span class="staff-hint">{one.given_by}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
