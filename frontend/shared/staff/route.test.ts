// @vitest-environment happy-dom
/** Addresses open the right page, and an invitation is not a page. */
import { describe, expect, it } from "vitest";
import { followAddress, go, guardRoute, hrefOf, parseRoute, route } from "./route";

describe("route", () => {
  it("parses back to the same route, whatever the identifier contains", () => {
    expect(parseRoute(hrefOf("all", "a/b?c#d é"))).toEqual({ section: "all", id: "a/b?c#d é" });
    expect(parseRoute(hrefOf("people"))).toEqual({ section: "people", id: null });
  });

  it("treats neither an invitation nor a broken address as a page", () => {
    expect(parseRoute("#invitation=secret")).toEqual({ section: "", id: null });
    expect(parseRoute("#/all/%E0%A4%A")).toEqual({ section: "all", id: "%E0%A4%A" });
  });

  it("changes at once, so that a second quick key goes on from there", () => {
    const end = followAddress();
    go("inbox", "conv_1");
    expect(route.value).toEqual({ section: "inbox", id: "conv_1" });
    end();
  });

  it("stays, with its address, where unsaved work is in the way", () => {
    const end = followAddress();
    go("inbox", "conv_1");
    const open = guardRoute(() => false);
    go("inbox", "conv_2");
    expect(route.value.id).toBe("conv_1");
    expect(location.hash).toBe("#/inbox/conv_1");
    open();
    end();
  });
});
