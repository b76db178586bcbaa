// Bundles the unit tests for Node, every test/*.test.ts, and runs them with its own runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "page-tests-"));
const tests = readdirSync("test").filter((file) => file.endsWith(".test.ts"));
await build({
  entryPoints: tests.map((file) => `test/${file}`), outdir: folder, outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm", target: "node20",
  jsx: "automatic", jsxImportSource: "preact", external: ["node:*"],
});
const done = spawnSync(process.execPath, ["--test", ...tests.map((file) => join(folder, file.replace(/ts$/, "mjs")))], { stdio: "inherit" });
rmSync(folder, { recursive: true });
process.exit(done.status ?? 1);
