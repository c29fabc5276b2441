// npm run bench [NAME…]: every script in bench/, or those named, one after the other.
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { build, environment, findNode, install, makeFolder, root, runFor } from "./prepare.mjs"

await install()
build()
const folder = join(root, "bench")
const all = existsSync(folder) ? readdirSync(folder).filter((name) => /^[a-z0-9-]+\.tsx?$/.test(name)).map((name) => name.replace(/\.tsx?$/, "")) : []
const named = process.argv.slice(2)
const unknown = named.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`bench/ に ${unknown.join("、")} はありません。あるもの: ${all.join("、")}`)
  process.exit(2)
}
const { build: bundle } = await import("esbuild")
const out = makeFolder("dist/bench")
// Peers are servers of their own, started by the benchmarks.
const peers = existsSync(join(folder, "peers")) ? readdirSync(join(folder, "peers")).map((name) => join(folder, "peers", name)) : []
await bundle({ entryPoints: peers, outdir: join(out, "peers"), bundle: true, format: "esm", platform: "node", target: "node24", packages: "external", logLevel: "warning" })
let failed = 0
for (const name of named.length > 0 ? named : all) {
  const source = [join(folder, `${name}.ts`), join(folder, `${name}.tsx`)].find((path) => existsSync(path))
  await bundle({
    entryPoints: [source],
    outfile: join(out, `${name}.js`),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  })
  console.log(`\n== ${name}`)
  const code = await runFor(20, findNode(), [join(out, `${name}.js`)], { env: environment() })
  if (code !== 0) failed++
}
process.exit(failed > 0 ? 1 : 0)
