/** What the builds of all pages and the unit tests share; `build.mjs` says what differs. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["{shared,widget,console,editor}/**/*.test.{ts,tsx}"], environment: "node", css: true },
});
