/** Settings shared by the builds of all pages and the unit tests; `build.mjs` has the differences. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["{shared,widget,console,editor}/**/*.test.{ts,tsx}"], environment: "node", css: true },
});
