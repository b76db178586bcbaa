// Collects the charts: every file of src/charts exports one as its default, known by the name of the file.
import { readdirSync } from "node:fs";

const NAME = "virtual:charts";

export const charts = {
  name: "charts",
  setup(build) {
    build.onResolve({ filter: /^virtual:charts$/ }, () => ({ path: NAME, namespace: "charts" }));
    build.onLoad({ filter: /.*/, namespace: "charts" }, () => {
      const names = readdirSync("src/charts").filter((file) => file.endsWith(".tsx")).map((file) => file.slice(0, -4)).sort();
      const imports = names.map((name, i) => `import c${i} from "./${name}";`);
      const contents = `${imports.join("\n")}\nexport default { ${names.map((name, i) => `${JSON.stringify(name)}: c${i}`).join(", ")} };`;
      return { contents, loader: "ts", resolveDir: `${process.cwd()}/src/charts` };
    });
  },
};
