// @vitest-environment happy-dom
/** Addresses and numbers in messages become links; everything else stays text. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, it } from "vitest";
import { LinkedText } from "./components/links";
import { linkParts } from "./links";

it.each([
  ["see https://x.example/a.", ["https://x.example/a"]],
  ["HTTPS://x.example", []],
  ["(https://x.example/b) and [https://x.example/c]", ["https://x.example/b", "https://x.example/c"]],
  ["a@x.example, b@y.example", ["mailto:a@x.example", "mailto:b@y.example"]],
  ["+32 9 123 45 67", ["tel:+3291234567"]],
  ["javascript:alert(1) data:text/html,x //x.example", []],
  ["order 1234567890, 09 123 45 67", []],
])("%j leads to %j", (text, hrefs) => {
  const parts = linkParts(text);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.flatMap(({ href }) => href ?? [])).toEqual(hrefs);
});

it("shows text as text and opens web pages in a new tab", () => {
  const page = document.createElement("p");
  act(() => render(<LinkedText text={"<b>x</b> https://x.example a@x.example"} />, page));
  expect(page.querySelector("b")).toBeNull();
  expect(page.textContent).toBe("<b>x</b> https://x.example a@x.example");
  expect([...page.querySelectorAll("a")].map((link) => link.target)).toEqual(["_blank", ""]);
});
