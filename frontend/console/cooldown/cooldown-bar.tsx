/** Shows a running cooldown, its remaining time, and a button to end it early. */
import type { JSX } from "preact";
import { Button } from "../../shared/components/basics";
import { failureText } from "../../shared/staff/failure";
import { duration } from "../../shared/time/time";
import { now } from "../app/clock";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

export function CooldownBar(): JSX.Element {
  const words = useConsoleWords();
  const { desk, toasts } = useConsole();
  const until = desk.cooldown.until.value;
  const end = (): Promise<void> =>
    desk.cooldown.end().catch((error: unknown) => toasts.fail(failureText(error, words)));
  // The countdown is only visual: screen readers announce the cooldown once.
  return (
    <div class="offered">
      <span class="visually-hidden" role="status">
        {until && words("cooldown_hint")}
      </span>
      {until && (
        <section class="banner banner-info offered-bar" aria-label={words("cooldown")}>
          <strong>{words("cooldown")}</strong>
          <span>{words("cooldown_hint")}</span>
          <span class="offered-time">{duration((Date.parse(until) - now.value) / 1_000)}</span>
          <Button small onClick={() => void end()}>
            {words("cooldown_ready")}
          </Button>
        </section>
      )}
    </div>
  );
}
