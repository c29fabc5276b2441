// npm run dev: like npm start, and builds and starts again whenever a file under app/ or demo/ changes.
import { spawn } from "node:child_process"
import { existsSync, watch } from "node:fs"
import { join } from "node:path"
import { build, findNode, install, root, serverArguments } from "./prepare.mjs"

await install()
if (Number(process.versions.node.split(".")[0]) < 24) {
  // Watching whole folders needs a newer Node than may be running.
  const child = spawn(findNode(), process.argv.slice(1), { stdio: "inherit", env: process.env })
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal))
  process.exit(await new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1))))
}

build()
let server = run()
let timer
let ending = false

for (const folder of ["app", "demo"]) {
  if (!existsSync(join(root, folder))) continue
  watch(join(root, folder), { recursive: true }, (_, name) => {
    if (name && /\.test\.tsx?$|\.md$|~$/.test(name)) return
    clearTimeout(timer)
    timer = setTimeout(again, 150)
  })
}
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    ending = true
    server.kill(signal)
    server.on("exit", () => process.exit(0))
    if (server.exitCode !== null) process.exit(0)
  })
}

function run() {
  return spawn(findNode(), serverArguments(), {
    stdio: ["inherit", "inherit", "inherit", "pipe"],
    cwd: root,
    env: { ...process.env, HAGI_LIFE_FD: "3" },
  })
}

async function again() {
  const built = spawn(findNode(), [join(root, "scripts/build.mjs")], { stdio: "inherit" })
  const code = await new Promise((resolve) => built.on("exit", resolve))
  if (code !== 0 || ending) return
  if (server.exitCode === null) {
    const gone = new Promise((resolve) => server.on("exit", resolve))
    server.kill("SIGTERM")
    await gone
  }
  if (!ending) server = run()
}
