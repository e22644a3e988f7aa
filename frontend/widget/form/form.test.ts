import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { WidgetSettings } from "../../shared/api/contract";
import { askedOf, formFaults, tidyForm, whenFilled } from "./form";

const departments = [
  { id: "1", name: "Orders", open: true },
  { id: "2", name: "Repairs", open: true },
];
const settings = {
  form: { name: "optional", email: "required", department: "required" },
  departments,
} as unknown as WidgetSettings;

describe("the form before the chat", () => {
  it("asks what the company wants, and nothing by itself", () => {
    expect(askedOf(settings, false).map(({ field, required }) => [field, required])).toEqual([
      ["name", false],
      ["email", true],
      ["department", true],
    ]);
    const off = { ...settings, form: { name: "off", email: "off", department: "off" } } as WidgetSettings;
    expect(askedOf(off, false)).toEqual([]);
    expect(askedOf(null, false)).toEqual([]);
  });

  it("does not ask who is signed in, nor for the only department", () => {
    expect(askedOf(settings, true).map(({ field }) => field)).toEqual(["department"]);
    expect(askedOf({ ...settings, departments: departments.slice(1) }, true)).toEqual([]);
  });

  it("names what is missing and what is no address", () => {
    const asked = askedOf(settings, false);
    expect(formFaults(asked, tidyForm({ name: " ", email: "mara@example.com", department: "1" }))).toEqual(
      {},
    );
    expect(formFaults(asked, tidyForm({ email: "  " }))).toEqual({ email: "missing", department: "missing" });
    expect(formFaults(asked, { email: "mara", department: "1" })).toEqual({ email: "wrong" });
  });

  it("is waited for", async () => {
    const needed = signal(true);
    let filled = false;
    const waiting = whenFilled(needed).then(() => (filled = true));
    await Promise.resolve();
    expect(filled).toBe(false);
    needed.value = false;
    await waiting;
    await whenFilled(needed);
  });
});
