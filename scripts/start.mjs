// npm start: installs what is missing, builds what changed, runs the server on the supported Node.
import { build, findNode, install, runThrough, serverArguments, serverEnvironment } from "./prepare.mjs"

await install()
build()
process.exit(await runThrough(findNode(), serverArguments(), { ...serverEnvironment, ...process.env }))
