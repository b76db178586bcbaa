// Prints what the page's script would show: reads {page, cases} from stdin, bundles the sources, writes JSON to stdout.
import { build } from "esbuild";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "page-oracle-"));
const outfile = join(folder, "oracle.mjs");
await build({
  entryPoints: ["test/oracle.ts"], outfile, bundle: true, platform: "node", format: "esm", target: "node20",
  jsx: "automatic", jsxImportSource: "preact", external: ["node:*"],
});
const { answer } = await import(pathToFileURL(outfile).href);
process.stdout.write(JSON.stringify(await answer(JSON.parse(readFileSync(0, "utf8")))));
rmSync(folder, { recursive: true });
