import { readConfig } from "../config.ts"
import { startEmbedded } from "../kernel/database/embedded.ts"
import { readMigrations } from "../kernel/database/migrate.ts"
import { restore } from "../kernel/database/restore.ts"
import { migrationSources } from "../server.ts"
import { oneFile } from "./operands.ts"

export async function restoreCommand(args: string[]): Promise<number> {
  const file = oneFile(args, "restore FILE.tar")
  const config = readConfig()
  // The server would see a database change under it, so it must not run.
  const database = config.databaseUrl ? undefined : await startEmbedded({ root: config.root, varDir: config.varDir })
  try {
    const { header, manifest } = await restore({
      url: config.databaseUrl ?? database!.url,
      file,
      varDir: config.varDir,
      migrations: readMigrations(config.root, migrationSources()),
    })
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `${header.takenAt} 時点のバックアップ（Hagi ${header.hagi}、PostgreSQL ${header.postgres}）を戻しました: ` +
        `${header.tables.length} 表 ${rows.toLocaleString("ja-JP")} 行、処理待ち ${manifest.jobs} 件、文書ファイル ${manifest.files.count} 件。` +
        "件数と文書の内容は、目録と一致しています。",
    )
    if (manifest.files.missing.length > 0) console.error(`バックアップの時点で失われていた文書ファイルが ${manifest.files.missing.length} 件あります。`)
    return 0
  } finally {
    await database?.stop()
  }
}
