import { readFileSync } from "node:fs"
import { join } from "node:path"
import { backup } from "../kernel/database/backup.ts"
import { oneFile } from "./operands.ts"
import { withDatabase } from "./with-database.ts"

export async function backupCommand(args: string[]): Promise<number> {
  const file = oneFile(args, "backup FILE.tar")
  return withDatabase(async (url, config) => {
    const { version } = JSON.parse(readFileSync(join(config.root, "package.json"), "utf8"))
    const { header, manifest, bytes } = await backup({ url, file, varDir: config.varDir, version })
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `${header.takenAt} 時点を ${file} に書き出しました: ${header.tables.length} 表 ${rows.toLocaleString("ja-JP")} 行、` +
        `処理待ち ${manifest.jobs} 件、文書ファイル ${manifest.files.count} 件（${(bytes / 1_000_000).toFixed(1)} MB）。`,
    )
    if (manifest.files.missing.length === 0) return 0
    console.error(
      `次の文書ファイルは ${config.varDir}/files にないか、内容が壊れているため、入っていません:\n` +
        manifest.files.missing.map((hash) => `  ${hash}`).join("\n"),
    )
    return 1
  })
}
