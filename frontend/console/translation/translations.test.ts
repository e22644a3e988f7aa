import { describe, expect, it } from "vitest";
import { Client } from "../../shared/http";
import { Translations } from "./translations";

interface Call {
  readonly path: string;
  readonly body: { seqs?: number[]; text?: string; language: string };
}

/** A client whose service shouts. */
function shouting(enabled = true): { translations: Translations; calls: Call[] } {
  const calls: Call[] = [];
  const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = String(input);
    if (path.endsWith("/translation")) return Response.json({ enabled });
    const body = JSON.parse(String(init?.body)) as Call["body"];
    calls.push({ path, body });
    const translations = body.seqs?.map((seq) => ({ seq, text: `TEXT ${seq}`, source: "de" })) ?? [
      { seq: null, text: (body.text ?? "").toUpperCase(), source: null },
    ];
    return Response.json({ language: body.language, translations });
  };
  return { translations: new Translations(new Client({ base: "", fetch: send as typeof fetch })), calls };
}

describe("translations", () => {
  it("are asked for in parts, shown by conversation and message, and can be hidden", async () => {
    const { translations, calls } = shouting();
    const seqs = Array.from({ length: 30 }, (_, number) => number + 1);
    await translations.translate("c1", seqs, "en-GB");
    expect(calls.map(({ body }) => [body.seqs?.length, body.language])).toEqual([
      [25, "en"],
      [5, "en"],
    ]);
    expect(translations.at("c1", 30)).toEqual({ text: "TEXT 30", source: "de", language: "en" });
    expect(translations.at("c2", 30)).toBeUndefined();
    translations.hide("c1", 30);
    expect(translations.at("c1", 30)).toBeUndefined();
  });

  it("of a reply are only returned", async () => {
    const { translations } = shouting();
    expect(await translations.reply("c1", "It is ready.", "de")).toBe("IT IS READY.");
    expect(translations.at("c1", 1)).toBeUndefined();
  });

  it("are off until the server says otherwise", async () => {
    const { translations } = shouting();
    expect(translations.enabled.value).toBe(false);
    translations.begin();
    await expect.poll(() => translations.enabled.value).toBe(true);
  });
});
