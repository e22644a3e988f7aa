/**
 * Files on their way to the server: each is uploaded as soon as it is chosen, and waits for the message that takes it along.
 *
 * An upload keeps its identifier when it is repeated, so a broken link never doubles a file.
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Attachment } from "../api/contract";
import { ApiError } from "../http";
import { randomId } from "../storage/browser";

export const MOST_FILES = 5;
export const LARGEST_BYTES = 10 * 1024 * 1024;
/** For the browser's file dialog; the server looks into the file itself. A phone offers its camera, and sends JPEG. */
export const ACCEPTED = "image/jpeg,image/png,image/gif,image/webp,application/pdf";

const PAUSES_MS = [1_000, 3_000, 8_000];

export interface Chosen {
  key: string;
  name: string;
  state: "uploading" | "ready" | "failed";
  /** An error's code, once it has failed. */
  error?: string;
  attachment?: Attachment;
}

export type Send = (file: File, uploadId: string) => Promise<Attachment>;

export class Uploads {
  readonly chosen: Signal<readonly Chosen[]> = signal([]);
  readonly uploading: ReadonlySignal<boolean> = computed(() =>
    this.chosen.value.some(({ state }) => state === "uploading"),
  );
  readonly ready: ReadonlySignal<number> = computed(
    () => this.chosen.value.filter(({ state }) => state === "ready").length,
  );
  private readonly files = new Map<string, File>();

  constructor(
    private readonly send: Send,
    private readonly pause: (milliseconds: number) => Promise<void> = wait,
  ) {}

  add(files: Iterable<File>): void {
    for (const file of files) {
      const key = randomId();
      const error = this.refusal(file);
      this.files.set(key, file);
      this.chosen.value = [
        ...this.chosen.value,
        { key, name: file.name, state: error ? "failed" : "uploading", ...(error ? { error } : {}) },
      ];
      if (!error) void this.run(key, file);
    }
  }

  retry(key: string): void {
    const file = this.files.get(key);
    if (!file) return;
    this.change(key, { state: "uploading", error: undefined });
    void this.run(key, file);
  }

  remove(key: string): void {
    this.files.delete(key);
    this.chosen.value = this.chosen.value.filter((each) => each.key !== key);
  }

  /** What goes with the next message; nothing is chosen any more. */
  take(): Attachment[] {
    const taken = this.chosen.value.flatMap(({ attachment }) => attachment ?? []);
    this.clear();
    return taken;
  }

  clear(): void {
    this.files.clear();
    this.chosen.value = [];
  }

  private refusal(file: File): string | null {
    const good = this.chosen.value.filter(({ state }) => state !== "failed").length;
    if (good >= MOST_FILES) return "too_many_files";
    if (file.size > LARGEST_BYTES) return "too_large";
    return file.size === 0 ? "empty_file" : null;
  }

  private async run(key: string, file: File): Promise<void> {
    for (const pause of [...PAUSES_MS, null]) {
      try {
        const attachment = await this.send(file, key);
        this.change(key, { state: "ready", attachment });
        return;
      } catch (error) {
        const temporary = error instanceof ApiError && error.temporary;
        if (!temporary || pause === null || !this.files.has(key)) {
          this.change(key, { state: "failed", error: error instanceof ApiError ? error.code : "unexpected" });
          return;
        }
        await this.pause(pause);
      }
    }
  }

  private change(key: string, change: Partial<Chosen>): void {
    this.chosen.value = this.chosen.value.map((each) => (each.key === key ? { ...each, ...change } : each));
  }
}

/** Takes the files of a paste or a drop; a text goes where it would have gone. */
export function takeFiles(event: Event, data: DataTransfer | null, uploads: Uploads): void {
  if (!data || data.files.length === 0) return;
  event.preventDefault();
  uploads.add([...data.files]);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
