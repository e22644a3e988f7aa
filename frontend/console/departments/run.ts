/** How a card of this page makes a change: the page makes the call, shows the result and reloads everything. */

/** Resolves to whether the call succeeded; `done` is the notice then. */
export type Run = (done: string, call: () => Promise<unknown>) => Promise<boolean>;
