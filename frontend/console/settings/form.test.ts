import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../../shared/http";
import { type CompanySettings, type FieldName, LINES, TEXTS, type Value } from "./company";
import { CompanyForm } from "./form";

const NAMES: readonly FieldName[] = [...TEXTS, ...LINES, "sites"];

/** A server that stores values as the real one does: null takes a value back. */
class Server {
  version = 1;
  stored: Partial<Record<FieldName, Value>> = { company: "Heron" };
  refusal: ApiError | null = null;
  sent: unknown = null;

  get body(): CompanySettings {
    const described = (name: FieldName) => {
      const fallback = name === "company" ? "From outside" : null;
      const value = this.stored[name] ?? null;
      return { value: value ?? fallback, source: value === null ? "default" : "stored", fallback };
    };
    return {
      version: this.version,
      changed_by: "Bo",
      changed_at: null,
      values: Object.fromEntries(NAMES.map((name) => [name, described(name)])),
      images: { logo: null, picture: null },
      placeholders: ["company"],
      date_formats: ["reader"],
      snippet: "",
    } as unknown as CompanySettings;
  }

  get api() {
    return {
      get: async () => this.body,
      put: async (_path: string, sent: unknown) => this.put(sent as { version: number; values: object }),
    } as unknown as ConstructorParameters<typeof CompanyForm>[0];
  }

  private put(sent: { version: number; values: object }): CompanySettings {
    this.sent = sent;
    if (this.refusal) throw this.refusal;
    if (sent.version !== this.version) throw new ApiError("edited_meanwhile", "late", 409);
    this.stored = { ...this.stored, ...sent.values };
    this.version++;
    return this.body;
  }
}

describe("the form of the company's settings", () => {
  let server: Server;
  let form: CompanyForm;

  beforeEach(async () => {
    server = new Server();
    form = new CompanyForm(server.api);
    await form.load();
  });

  it("counts a change, and counts it no more once it is taken back by hand", () => {
    form.set("company", "Egret");
    expect([form.count.value, form.line("company")]).toEqual([1, "Egret"]);
    form.set("company", "Heron");
    expect(form.count.value).toBe(0);
  });

  it("shows what holds instead when a value is taken back", () => {
    form.set("company", null);
    expect([form.line("company"), form.isOwn("company"), form.count.value]).toEqual([
      "From outside",
      false,
      1,
    ]);
  });

  it("sends only what has changed, with the version that was read", async () => {
    form.setText("greeting", "nl", "Hallo!");
    expect(await form.save()).toBe(true);
    expect(server.sent).toEqual({ version: 1, values: { greeting: { nl: "Hallo!" } } });
    expect([form.count.value, form.stored.value?.version]).toEqual([0, 2]);
  });

  it("removes a language with all its texts", () => {
    form.setText("greeting", "nl", "Hallo!");
    form.setText("closing", "nl", "Dag!");
    form.setText("closing", "de", "Tschüss!");
    form.removeLanguage("nl");
    expect(form.languages()).toEqual(["de"]);
    expect(form.count.value).toBe(1);
  });

  it("keeps edits when somebody else was faster, and says what they have changed", async () => {
    form.set("company", "Egret");
    server.stored = { company: "Stork", accent: "#112233" };
    server.version = 2;
    expect(await form.save()).toBe(false);
    expect(form.meanwhile.value).toEqual({
      by: "Bo",
      differences: [
        { name: "company", theirs: "Stork", yours: "Egret" },
        { name: "accent", theirs: "#112233", yours: undefined },
      ],
    });
    expect([form.line("company"), form.line("accent")]).toEqual(["Egret", "#112233"]);
    expect(await form.save()).toBe(true);
    expect(server.stored.company).toBe("Egret");
  });

  it("takes the other person's value where one wants it", async () => {
    form.set("company", "Egret");
    server.stored = { company: "Stork" };
    server.version = 2;
    await form.save();
    form.useTheirs("company");
    expect([form.line("company"), form.count.value]).toEqual(["Stork", 0]);
  });

  it("shows a refusal at its field until the field is changed", async () => {
    const fields = {
      accent: { code: "bad_type", message: "no" },
      "greeting.nl": { code: "too_long", message: "" },
    };
    server.refusal = new ApiError("bad_settings", "no", 400, null, { fields });
    form.set("accent", "red");
    expect(await form.save()).toBe(false);
    expect(Object.keys(form.wrong.value)).toEqual(["accent", "greeting.nl"]);
    form.setText("greeting", "nl", "Hallo");
    expect(Object.keys(form.wrong.value)).toEqual(["accent"]);
  });

  it("leaves other failures to the page", async () => {
    server.refusal = new ApiError("network", "", 0);
    form.set("accent", "#112233");
    await expect(form.save()).rejects.toThrow();
    expect([form.count.value, form.busy.value]).toEqual([1, false]);
  });
});
