/**
 * Ticks every fifteen seconds while the page is open, even hidden; a frozen page gets no ticks.
 *
 * Without a worker an ordinary timer is used: a hidden page then ticks late, but still ticks.
 */
import address from "./metronome.worker.ts?worker&url";

const TICK_MS = 15_000;

/** Starts ticking; the returned function stops it. */
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

/** Trusted Types allow no string as a script address; this one is part of the build. */
function trusted(url: string): string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  return policies
    ? policies.createPolicy("baton-metronome", { createScriptURL: (own) => own }).createScriptURL(url)
    : url;
}
