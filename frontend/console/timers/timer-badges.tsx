/** The timers of a conversation, in words; the colour only repeats them. */

import type { JSX } from "preact";
import type { Timer } from "../../shared/api/contract";
import { Badge, type Tone } from "../../shared/components/basics";
import { fullTime } from "../../shared/time/time";
import { now } from "../app/clock";
import { useConsoleWords } from "../messages";
import { type Stage, stageOf, timerShort, timerText } from "./timers";

const TONES: Record<Stage, Tone> = { running: "neutral", warning: "warning", broken: "danger" };

export function TimerBadge({ timer }: { timer: Timer }): JSX.Element {
  const words = useConsoleWords();
  return (
    <Badge tone={TONES[stageOf(timer, now.value)]}>
      <span title={fullTime(timer.due_at, words.locale)}>{timerText(timer, words, now.value)}</span>
    </Badge>
  );
}

/** In a row, the most urgent timer; elsewhere all running timers. */
export function Timers(props: {
  timers: readonly Timer[] | undefined;
  firstAlone?: boolean;
}): JSX.Element | null {
  const shown = props.firstAlone ? props.timers?.slice(0, 1) : props.timers;
  if (!shown?.length) return null;
  return (
    <>
      {shown.map((timer) => (
        <TimerBadge key={timer.kind} timer={timer} />
      ))}
    </>
  );
}

/** The timer in a few letters, such as "12 min" or "−12 min"; the words are said on hover and to screen readers. */
export function TimerChip({ timer }: { timer: Timer }): JSX.Element {
  const words = useConsoleWords();
  const said = timerText(timer, words, now.value);
  return (
    <span class="timer-chip" title={`${said} · ${fullTime(timer.due_at, words.locale)}`}>
      <Badge tone={TONES[stageOf(timer, now.value)]}>
        <span aria-hidden="true">{timerShort(timer, words, now.value)}</span>
        <span class="visually-hidden">{said}</span>
      </Badge>
    </span>
  );
}
