// npm run check: types, lint, boundaries, unused code.
import { gates, passes } from "./gates.mjs"
import { install } from "./prepare.mjs"

await install()
let failed = 0
for (const gate of gates) if (!(await passes(gate))) failed++
process.exit(failed > 0 ? 1 : 0)
