/** The packs, on the Settings page: which are on, switching them with progress, and their connectors. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Pack, PackChange, Packs } from "../../shared/api/contract";
import { Badge, Button, Spinner } from "../../shared/components/basics";
import { segment } from "../../shared/http";
import { failureText } from "../../shared/staff/failure";
import { useRead } from "../../shared/staff/read";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { ConnectorPart } from "./connector";
import "./packs.css";

const LOOK_AGAIN_MS = 1000;

export function PacksCard(): JSX.Element {
  const words = useConsoleWords();
  const { api, toasts } = useConsole();
  const read = useRead(() => api.get<Packs>("/packs"), "packs", words);
  const change = read.value?.change ?? null;
  useWatch(change, read.again);

  async function toggle(pack: Pack): Promise<void> {
    try {
      read.put(await api.put<Packs>(`/packs/${segment(pack.id)}`, { on: !pack.on }));
    } catch (error) {
      toasts.fail(failureText(error, words));
      read.again();
    }
  }

  return (
    <section class="staff-card packs" aria-labelledby="packs-heading">
      <h2 id="packs-heading">{words("packs_title")}</h2>
      <p class="staff-hint">{words("packs_hint")}</p>
      {read.failure && <p class="field-error">{read.failure}</p>}
      {!read.value && read.busy && <Spinner label={words("loading")} />}
      <ChangeState change={change} packs={read.value?.packs ?? []} />
      {read.value && !read.value.switchable && <p class="staff-hint">{words("packs_fixed")}</p>}
      {read.value?.packs.length === 0 && <p>{words("packs_none")}</p>}
      <ul class="staff-list">
        {read.value?.packs.map((pack) => (
          <li key={pack.id} class="pack">
            <PackRow
              pack={pack}
              switchable={read.value?.switchable === true}
              busy={isUnderWay(change)}
              onToggle={() => void toggle(pack)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Looks again once a second while a change is under way. */
function useWatch(change: PackChange | null, again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  const underWay = isUnderWay(change);
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => latest.current(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [underWay]);
}

function isUnderWay(change: PackChange | null): boolean {
  return change?.state === "asked" || change?.state === "training";
}

function ChangeState({
  change,
  packs,
}: {
  change: PackChange | null;
  packs: readonly Pack[];
}): JSX.Element | null {
  const words = useConsoleWords();
  const title = packs.find(({ id }) => id === change?.pack)?.title ?? change?.pack ?? "";
  const text = (() => {
    if (!change) return "";
    if (change.state === "failed")
      return words("packs_failed", { title, problem: change.problem ?? "" }).trim();
    if (change.state === "done") return words(change.on ? "packs_now_on" : "packs_now_off", { title });
    return words(change.on ? "packs_switching_on" : "packs_switching_off", { title });
  })();
  return (
    <div role="status" class={change?.state === "failed" ? "field-error" : ""}>
      {text && <p>{text}</p>}
      {change && isUnderWay(change) && (
        <progress aria-label={words("packs_progress")} value={change.share ?? undefined} max={1} />
      )}
    </div>
  );
}

interface PackRowProps {
  pack: Pack;
  switchable: boolean;
  busy: boolean;
  onToggle: () => void;
}

function PackRow({ pack, switchable, busy, onToggle }: PackRowProps): JSX.Element {
  const words = useConsoleWords();
  const origin = words(pack.added ? "packs_added" : "packs_built_in");
  const about = [origin, pack.version, pack.languages.join(", ")].filter(Boolean).join(" · ");
  return (
    <>
      <div class="staff-row">
        <h3>
          <bdi>{pack.title}</bdi>
        </h3>
        <Badge tone={pack.on ? "good" : "neutral"}>{words(pack.on ? "packs_on" : "packs_off")}</Badge>
        <span class="staff-spring" />
        {switchable && (
          <Button
            small
            disabled={busy}
            aria-label={words(pack.on ? "packs_switch_off_label" : "packs_switch_on_label", {
              title: pack.title,
            })}
            onClick={onToggle}
          >
            {words(pack.on ? "packs_switch_off" : "packs_switch_on")}
          </Button>
        )}
      </div>
      <p dir="auto">{pack.description}</p>
      <p class="staff-hint">
        {about}
        {pack.needs.length > 0 && <> · {words("packs_needs", { names: pack.needs.join(", ") })}</>}
      </p>
      {pack.broken.length > 0 && (
        <p class="field-error">{words("packs_broken", { names: pack.broken.join(", ") })}</p>
      )}
      {pack.connectors.map((connector) => (
        <ConnectorPart key={connector.name} pack={pack} connector={connector} />
      ))}
    </>
  );
}
