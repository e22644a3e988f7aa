/** A chosen file is uploaded once, however often the link breaks, and waits for its message. */
import { describe, expect, it } from "vitest";
import type { Attachment } from "../api/contract";
import { ApiError } from "../http";
import { LARGEST_BYTES, MOST_FILES, Uploads } from "./uploads";

const file = (name: string, size = 10): File => new File([new Uint8Array(size)], name);
const stored = (name: string): Attachment => ({
  id: `file_${name}`,
  name,
  content_type: "image/jpeg",
  size: 10,
  width: 1,
  height: 1,
});
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const soon = (): Promise<void> => Promise.resolve();

describe("Uploads", () => {
  it("repeats a broken upload under the same identifier", async () => {
    const tried: string[] = [];
    const uploads = new Uploads(async ({ name }, id) => {
      tried.push(id);
      if (tried.length < 3) throw new ApiError("network", "", 0);
      return stored(name);
    }, soon);
    uploads.add([file("a")]);
    expect(uploads.uploading.value).toBe(true);
    await settle();
    expect(tried).toHaveLength(3);
    expect(new Set(tried).size).toBe(1);
    expect(uploads.take().map(({ id }) => id)).toEqual(["file_a"]);
    expect(uploads.chosen.value).toEqual([]);
  });

  it("does not repeat what was refused, and offers another try by hand", async () => {
    let refuse = true;
    const uploads = new Uploads(async ({ name }) => {
      if (refuse) throw new ApiError("file_refused", "", 400);
      return stored(name);
    }, soon);
    uploads.add([file("a")]);
    await settle();
    expect(uploads.chosen.value[0]).toMatchObject({ state: "failed", error: "file_refused" });
    refuse = false;
    uploads.retry(uploads.chosen.value[0]?.key ?? "");
    await settle();
    expect(uploads.ready.value).toBe(1);
  });

  it("refuses by itself what the server would", () => {
    const uploads = new Uploads(() => new Promise(() => undefined));
    uploads.add([file("empty", 0), file("large", LARGEST_BYTES + 1)]);
    uploads.add(Array.from({ length: MOST_FILES + 1 }, (_, n) => file(String(n))));
    const errors = uploads.chosen.value.map(({ error }) => error ?? "");
    expect(errors.filter(Boolean)).toEqual(["empty_file", "too_large", "too_many_files"]);
  });

  it("forgets what was taken away while it was on its way", async () => {
    const uploads = new Uploads(async ({ name }) => stored(name));
    uploads.add([file("a")]);
    uploads.remove(uploads.chosen.value[0]?.key ?? "");
    await settle();
    expect(uploads.take()).toEqual([]);
  });
});
