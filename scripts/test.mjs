// npm test: everything, and as the last line how much of it passed, failed and was skipped.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { gates, passes } from "./gates.mjs"
import { build, environment, findNode, install, makeFolder, root, runFor } from "./prepare.mjs"
import { installSystemPackages } from "./system-packages.mjs"

const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

await install()
await installSystemPackages()
build()

for (const gate of gates) {
  if (await passes(gate)) total.passed++
  else fail(gate.name)
}
await vitest("unit", ["--exclude", "tests/journeys/**"])
if (hasTests("tests/journeys")) await vitest("journeys", ["tests/journeys"])

if (failures.length > 0) console.log(`\n失敗 / failed:\n${failures.map((name) => `  ${name}`).join("\n")}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 ? 1 : 0)

function fail(name) {
  total.failed++
  failures.push(name)
}

async function vitest(name, args) {
  const file = join(makeFolder("dist/tests"), `${name}.json`)
  rmSync(file, { force: true })
  const code = await runFor(
    30,
    findNode(),
    [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args],
    { env: environment({ HAGI_STRICT: "1" }) },
  )
  if (!existsSync(file)) return fail(`${name}: vitest ended with ${code} and reported nothing`)
  const report = JSON.parse(readFileSync(file, "utf8"))
  const failedBefore = total.failed
  for (const result of report.testResults) {
    const path = result.name.replace(`${root}/`, "")
    for (const test of result.assertionResults) {
      if (test.status === "passed") total.passed++
      else if (test.status === "failed") fail(`${path}: ${test.fullName}`)
      else total.skipped++
    }
    // A file that could not even be loaded.
    if (result.status === "failed" && !result.assertionResults.some((test) => test.status === "failed")) fail(path)
  }
  // Errors outside any test, which vitest only shows in its exit code.
  if (code !== 0 && total.failed === failedBefore) fail(`${name}: vitest ended with ${code}`)
}

function hasTests(folder) {
  return existsSync(join(root, folder)) && readdirSync(join(root, folder), { recursive: true }).some((name) => /\.test\.tsx?$/.test(name))
}
