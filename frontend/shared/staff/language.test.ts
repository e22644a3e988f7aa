/** The language that a person chose goes before the browser's, and keeps the country's dates. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localStore } from "../storage/storage";
import { wantedLanguages } from "./language";

describe("wantedLanguages", () => {
  beforeEach(() => localStore.remove("baton.language"));
  afterEach(() => localStore.remove("baton.language"));

  it("are the browser's without a choice", () =>
    expect(wantedLanguages(["de-AT", "en"])).toEqual(["de-AT", "en"]));

  it("begin with the choice, in the browser's country", () => {
    localStore.writeText("baton.language", "fr");
    expect(wantedLanguages(["de-AT", "en"])).toEqual(["fr-AT", "de-AT", "en"]);
    expect(wantedLanguages(["de"])).toEqual(["fr", "de"]);
  });

  it("leave out a choice that there is not", () => {
    localStore.writeText("baton.language", "constructor");
    expect(wantedLanguages(["nl"])).toEqual(["nl"]);
  });
});
