/** The priority of a handoff, unless it is the usual one. */
import type { JSX } from "preact";
import { Badge, type Tone } from "../../shared/components/basics";
import type { ConsoleWords } from "../messages";

const TONES: readonly Tone[] = ["neutral", "info", "warning", "danger"];

export function PriorityBadge(props: { priority: number; words: ConsoleWords }): JSX.Element | null {
  if (props.priority <= 0) return null;
  const level = Math.min(props.priority, 3) as 1 | 2 | 3;
  const label = props.words(`priority_${level}`);
  return (
    <Badge tone={TONES[level] ?? "neutral"}>
      <span title={props.words("priority", { priority: label })}>{label}</span>
    </Badge>
  );
}
