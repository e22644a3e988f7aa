/**
 * The only way to store data in the browser. A browser may refuse storage (it throws on the first
 * access) or be full. Such data stays in memory as long as the page, and callers do not notice.
 */

export class BrowserStorage {
  /** Values that the browser did not store, as text. They are newer than the browser's. */
  private readonly memory = new Map<string, string>();

  constructor(private readonly open: () => Storage) {}

  /** The stored value; null if there is none or it is unreadable. */
  read(key: string): unknown {
    try {
      return JSON.parse(this.readText(key) ?? "null");
    } catch {
      return null;
    }
  }

  /** Null and undefined remove the value. */
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
      this.remove(key); // an older value must not return with the next page
      this.memory.set(key, text);
    }
  }

  remove(key: string): void {
    this.memory.delete(key);
    try {
      this.open().removeItem(key);
    } catch {
      // Without storage there is nothing to remove.
    }
  }

  keys(prefix: string): string[] {
    let kept: string[] = [];
    try {
      kept = Object.keys(this.open());
    } catch {
      // Then only the values in memory exist.
    }
    return [...new Set([...kept, ...this.memory.keys()])].filter((key) => key.startsWith(prefix));
  }
}

/** Storage for this browser, and for this tab. */
export const localStore = new BrowserStorage(() => localStorage);
export const sessionStore = new BrowserStorage(() => sessionStorage);
