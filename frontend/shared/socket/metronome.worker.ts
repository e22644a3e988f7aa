/** Ticks from its own thread, because browsers delay the timers of hidden pages by minutes. */
const TICK_MS = 15_000;

setInterval(() => postMessage(null), TICK_MS);
