/** How a card of this page changes something: the page makes the call, shows what came of it and reads everything again. */

/** Resolves to whether the call went well; `done` is what is said then. */
export type Run = (done: string, call: () => Promise<unknown>) => Promise<boolean>;
