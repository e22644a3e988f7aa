/** Addresses open the right page, and an invitation is not a page. */
import { describe, expect, it } from "vitest";
import { hrefOf, parseRoute } from "./route";

describe("route", () => {
  it("parses back to the same route, whatever the identifier contains", () => {
    expect(parseRoute(hrefOf("all", "a/b?c#d é"))).toEqual({ section: "all", id: "a/b?c#d é" });
    expect(parseRoute(hrefOf("people"))).toEqual({ section: "people", id: null });
  });

  it("treats neither an invitation nor a broken address as a page", () => {
    expect(parseRoute("#invitation=secret")).toEqual({ section: "", id: null });
    expect(parseRoute("#/all/%E0%A4%A")).toEqual({ section: "all", id: "%E0%A4%A" });
  });
});
