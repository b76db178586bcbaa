// Bundles the page's charts into one classic script, committed as package data. `--out FILE` writes elsewhere.
import { build } from "esbuild";
import { charts } from "./charts.mjs";

const at = process.argv.indexOf("--out");
const outfile = at > 0 ? process.argv[at + 1] : "../src/multipolar/report/static/report.js";

await build({
  entryPoints: ["src/main.tsx"],
  outfile,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  plugins: [charts],
  banner: {
    js: "/* multipolar page; contains preact, @preact/signals (MIT), d3-array, d3-scale, d3-shape and their d3 parts (ISC) */",
  },
});
