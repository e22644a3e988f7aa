/** Replaces browser features that are missing without https or with blocked storage. */

/** A random version 4 UUID. */
export function randomId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Runs it in one tab at a time. If the browser has no locks or refuses one, it runs anyway. */
export async function withLock<T>(name: string, run: () => Promise<T>): Promise<T> {
  let running = false;
  const locked = (): Promise<T> => {
    running = true;
    return run();
  };
  try {
    return await navigator.locks.request(name, locked);
  } catch (error) {
    if (running) throw error;
    return run();
  }
}
