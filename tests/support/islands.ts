import { build } from "esbuild"

/** The scripts of some islands into dist/islands, as scripts/build.mjs makes them. */
export async function buildIslands(...names: string[]): Promise<void> {
  await build({
    entryPoints: names.map((name) => `app/islands/${name}`),
    outdir: "dist/islands",
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    sourcemap: "external",
    jsx: "automatic",
    jsxImportSource: "preact",
    platform: "browser",
    target: ["chrome109", "firefox115", "safari16"],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  })
}
