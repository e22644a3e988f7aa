/** From when on a wait is a warning, and from when on it needs action. */
export type Alarm = "warning" | "danger" | null;

const LATE_SECONDS = 120;
const TOO_LATE_SECONDS = 300;

export function waitTone(seconds: number): Alarm {
  if (seconds > TOO_LATE_SECONDS) return "danger";
  return seconds > LATE_SECONDS ? "warning" : null;
}
