// Bundles the page's charts and the workbench, committed as package data. `--out FILE` writes the page's script elsewhere,
// `--workbench FOLDER` the files of the workbench.
import { build, transform } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { charts } from "./charts.mjs";

const named = (option) => {
  const at = process.argv.indexOf(option);
  return at > 0 ? process.argv[at + 1] : undefined;
};
const report = "../src/multipolar/report/static";
const folder = named("--workbench") ?? "../src/multipolar/workbench/static";
const common = {
  bundle: true, minify: true, target: "es2022", charset: "utf8", jsx: "automatic", jsxImportSource: "preact", legalComments: "none", plugins: [charts],
};
const inside = "contains preact, @preact/signals (MIT), d3-array, d3-scale, d3-shape and their d3 parts (ISC)";

// The look of the workbench: the page's colours, its own rules, and the page's rules for what is shown of a run's page.
async function styles() {
  const page = readFileSync(`${report}/report.css`, "utf8"), start = page.indexOf("*{box-sizing");
  const ofPage = page.slice(start).replace(/@page\{[^}]*\}/g, "");
  const own = ["workbench", "tabs"].map((name) => readFileSync(`workbench/${name}.css`, "utf8")).join("\n");
  const done = await transform(`${page.slice(0, start)}\n${own}\n.page{${ofPage}}`, { loader: "css", minify: true, target: "chrome100", charset: "utf8" });
  return done.code;
}

if (!named("--workbench")) {
  await build({
    ...common, entryPoints: ["src/main.tsx"], format: "iife", outfile: named("--out") ?? `${report}/report.js`, banner: { js: `/* multipolar page; ${inside} */` },
  });
}
if (!named("--out")) {
  await build({
    ...common, entryPoints: { workbench: "workbench/main.tsx" }, format: "esm", outdir: folder, banner: { js: `/* multipolar workbench; ${inside} */` },
    external: ["./editor.js"], splitting: true, chunkNames: "[name]", // drawn.js: the figures; chunk.js: what they share with the rest
  });
  await build({
    ...common, entryPoints: ["workbench/editor/main.ts"], format: "esm", outfile: join(folder, "editor.js"),
    banner: { js: "/* multipolar workbench: text editor; contains CodeMirror and its parts (MIT) */" },
  });
  writeFileSync(join(folder, "workbench.css"), await styles());
  writeFileSync(join(folder, "index.html"), readFileSync("workbench/index.html"));
}
