// npm run hagi -- COMMAND: the command line, see app/cli.ts.
import { join } from "node:path"
import { build, findNode, install, root, runThrough } from "./prepare.mjs"

await install()
build()
process.exit(await runThrough(findNode(), [join(root, "dist/cli.js"), ...process.argv.slice(2)]))
