/**
 * A tick every fifteen seconds for as long as the page lives, also while it is hidden; a page that is frozen hears none.
 *
 * Where no worker can be had, an ordinary timer ticks: a hidden page is then late, not silent.
 */
import address from "./metronome.worker.ts?worker&url";

const TICK_MS = 15_000;

/** Begins to tick; the function that comes back ends it. */
export type Metronome = (tick: () => void) => () => void;

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
}

export const metronome: Metronome = (tick) => {
  try {
    const worker = new Worker(trusted(address), { type: "module" });
    worker.onmessage = () => tick();
    let stop = () => worker.terminate();
    worker.onerror = () => {
      worker.terminate();
      stop = timer(tick);
    };
    return () => stop();
  } catch {
    return timer(tick);
  }
};

function timer(tick: () => void): () => void {
  const running = setInterval(tick, TICK_MS);
  return () => clearInterval(running);
}

/** The page lets no string become a script's address; this one is part of the build. */
function trusted(url: string): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return policies
    ? policies.createPolicy("baton-metronome", { createScriptURL: (own) => own }).createScriptURL(url)
    : url;
}
