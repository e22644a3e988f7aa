/**
 * The one way to keep something in the browser. A browser may refuse storage altogether (it then throws as soon as one
 * looks at it), or be full: what cannot be kept there lives in memory as long as the page, and callers never notice.
 */

export class BrowserStorage {
  /** What the browser did not take, as text. It is newer than what the browser has. */
  private readonly memory = new Map<string, string>();

  constructor(private readonly open: () => Storage) {}

  /** What was written under the key; null where nothing is, or something that nobody can read. */
  read(key: string): unknown {
    try {
      return JSON.parse(this.readText(key) ?? "null");
    } catch {
      return null;
    }
  }

  /** Null and undefined remove what was there. */
  write(key: string, value: unknown): void {
    if (value === null || value === undefined) this.remove(key);
    else this.writeText(key, JSON.stringify(value));
  }

  readText(key: string): string | null {
    try {
      return this.memory.get(key) ?? this.open().getItem(key);
    } catch {
      return null;
    }
  }

  writeText(key: string, text: string): void {
    try {
      this.open().setItem(key, text);
      this.memory.delete(key);
    } catch {
      this.remove(key); // an older value must not come back with the next page
      this.memory.set(key, text);
    }
  }

  remove(key: string): void {
    this.memory.delete(key);
    try {
      this.open().removeItem(key);
    } catch {
      // Where nothing can be kept, nothing has to be removed.
    }
  }

  keys(prefix: string): string[] {
    let kept: string[] = [];
    try {
      kept = Object.keys(this.open());
    } catch {
      // Only what is in memory then.
    }
    return [...new Set([...kept, ...this.memory.keys()])].filter((key) => key.startsWith(prefix));
  }
}

/** For this browser, and for this tab. */
export const localStore = new BrowserStorage(() => localStorage);
export const sessionStore = new BrowserStorage(() => sessionStorage);
