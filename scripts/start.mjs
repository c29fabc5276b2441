// npm start: installs what is missing, builds what changed, runs the server on the supported Node.
import { join } from "node:path"
import { build, findNode, install, root, runThrough } from "./prepare.mjs"

await install()
build()
process.exit(await runThrough(findNode(), [join(root, "dist/main.js")]))
