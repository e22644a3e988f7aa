/**
 * Builds the front end into `.baton/frontend`: one run per page, because each page must contain only its own code
 * (the widget has a budget of 45 KiB of script), and one for `widget.js`, which keeps its name because customers' sites link to it.
 */
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "vite";

const root = import.meta.dirname;
const outDir = resolve(root, process.env.BATON_FRONTEND_OUT ?? "../.baton/frontend");
const shared = { root, base: "/", configFile: resolve(root, "vite.config.ts"), logLevel: "warn" };
const options = { outDir, emptyOutDir: false, target: "es2022", modulePreload: { polyfill: false } };

function page(name) {
  return build({
    ...shared,
    build: {
      ...options,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: resolve(root, name, "index.html"),
        output: {
          entryFileNames: `assets/${name}-[hash].js`,
          chunkFileNames: `assets/${name}-[name]-[hash].js`,
          assetFileNames: `assets/${name}-[hash][extname]`,
        },
      },
    },
  });
}

function shell() {
  return build({
    ...shared,
    build: {
      ...options,
      lib: {
        entry: resolve(root, "widget/shell/shell.ts"),
        formats: ["iife"],
        name: "batonWidget",
        fileName: () => "widget.js",
      },
    },
  });
}

await rm(outDir, { recursive: true, force: true });
await shell();
for (const name of ["widget", "console", "editor"]) {
  await page(name);
}
