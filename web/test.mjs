// Bundles the unit tests for Node and runs them with its own runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "page-tests-"));
const outfile = join(folder, "courses.test.mjs");
await build({
  entryPoints: ["test/courses.test.ts"], outfile, bundle: true, platform: "node", format: "esm", target: "node20",
  jsx: "automatic", jsxImportSource: "preact", external: ["node:*"],
});
const done = spawnSync(process.execPath, ["--test", outfile], { stdio: "inherit" });
rmSync(folder, { recursive: true });
process.exit(done.status ?? 1);
