/** Ticks from a thread of its own: the timers of a page that nobody looks at are held back for minutes. */
const TICK_MS = 15_000;

setInterval(() => postMessage(null), TICK_MS);
