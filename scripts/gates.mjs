// The checks that need no database and no browser.
import { existsSync } from "node:fs"
import { join } from "node:path"
import { environment, findNode, root, runFor } from "./prepare.mjs"

const bin = (name) => join(root, "node_modules/.bin", name)

export const gates = [
  { name: "typecheck", program: findNodeLater, args: ["node_modules/ts7/bin/tsc", "-p", "."] },
  { name: "lint", program: () => bin("oxlint"), args: ["--deny-warnings"] },
  {
    name: "boundaries",
    program: () => bin("depcruise"),
    args: ["--config", ".dependency-cruiser.cjs", "--output-type", "err", ...["app", "tests", "demo", "bench"].filter((folder) => existsSync(join(root, folder)))],
  },
  { name: "unused", program: () => bin("knip"), args: ["--no-progress"] },
]

function findNodeLater() {
  return findNode()
}

/** Runs one gate; true when it passed. */
export async function passes(gate) {
  const started = performance.now()
  const code = await runFor(10, gate.program(), gate.args, { env: environment() })
  console.log(`${code === 0 ? "✓" : "✗"} ${gate.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return code === 0
}
