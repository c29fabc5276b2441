// What the tests use from outside npm. Installed through apt when possible, otherwise named: its tests are skipped.
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { runFor } from "./prepare.mjs"

const found = (...paths) => paths.some((path) => path && existsSync(path))
const prints = (program, args) => (spawnSync(program, args, { encoding: "utf8" }).stdout ?? "").trim() !== ""

const wanted = [
  {
    for: "ブラウザーでの利用手順 / browser journeys",
    packages: ["chromium"],
    there: () => found(process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"),
  },
  { for: "日本語の表示 / Japanese text in the browser", packages: ["fonts-ipafont-gothic", "fontconfig"], there: () => prints("fc-list", [":lang=ja"]) },
  { for: "PDF の検査 / looking into PDF files", packages: ["poppler-utils"], there: () => prints("pdftotext", ["-listenc"]) },
]

export async function installSystemPackages() {
  let missing = wanted.filter(({ there }) => !there())
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const packages = missing.flatMap((each) => each.packages)
    console.log(`Debian のパッケージをインストールしています / installing: ${packages.join(" ")}`)
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    await runFor(3, "apt-get", ["-q", "update"], { env, stdio: ["ignore", "ignore", "inherit"] })
    await runFor(6, "apt-get", ["-q", "-y", "install", "--no-install-recommends", ...packages], { env, stdio: ["ignore", "ignore", "inherit"] })
    missing = wanted.filter(({ there }) => !there())
  }
  for (const { for: what, packages } of missing) {
    console.log(`見つからないもの / missing: ${packages.join(", ")}（${what}）— この試験は省略し、省略として数えます / skipped and counted so`)
  }
}
