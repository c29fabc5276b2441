/** A command of `hagi`; its work is loaded only when it is called. */
export interface Command {
  words: readonly string[]
  /** As shown in the help. */
  operands?: string
  title: string
  /** The exit code. */
  run(args: string[]): Promise<number>
}

export const commands: readonly Command[] = [
  {
    words: ["backup"],
    operands: "FILE.tar",
    title: "データベースと文書ファイルを、一時点の一つのファイルに書き出す",
    run: async (args) => (await import("./backup.ts")).backupCommand(args),
  },
  {
    words: ["restore"],
    operands: "FILE.tar",
    title: "書き出したファイルを、空のデータベースに戻す",
    run: async (args) => (await import("./restore.ts")).restoreCommand(args),
  },
  {
    words: ["audit", "verify"],
    title: "監査記録の鎖を検証し、変更・削除・並べ替えがあれば最初の一件を示す",
    run: async (args) => (await import("./audit-verify.ts")).auditVerifyCommand(args),
  },
  {
    words: ["plan", "parse"],
    operands: "FILE [--json]",
    title: "推進プランの概要の文を読み、何が書いてあるかを示す（データベースを使わない）",
    run: async (args) => (await import("./plan-parse.ts")).planParseCommand(args),
  },
  {
    words: ["plan", "import"],
    operands: "FILE [--year 2026]",
    title: "推進プランの概要の文（テキスト）から、版の下書きを作る",
    run: async (args) => (await import("./plan-import.ts")).planImportCommand(args),
  },
  {
    words: ["subsidies", "import-national"],
    operands: "FILE",
    title: "Jグランツの公開一覧（JSON、JSON Lines、gzip も可）を、補助金をさがす画面に取り込む",
    run: async (args) => (await import("./subsidies-import.ts")).subsidiesImportCommand(args),
  },
  {
    words: ["postal", "import"],
    operands: "FILE [--smaller]",
    title: "日本郵便の「住所の郵便番号」（KEN_ALL.CSV、utf_ken_all.csv）を、様式の住所の欄に使う一覧として取り込む",
    run: async (args) => (await import("./postal-import.ts")).postalImportCommand(args),
  },
  {
    words: ["ordinances", "import"],
    operands: "FILE… [--unit CODE] [--verbose]",
    title: "例規のファイル（HTML、XML、DOCX、テキスト、JSON Lines、ZIP）を例規集に取り込む",
    run: async (args) => (await import("./ordinances-import.ts")).ordinancesImportCommand(args),
  },
  {
    words: ["zengin", "check"],
    operands: "FILE… [--json]",
    title: "総合振込のファイルを調べ、誤りをレコードと桁で示す（データベースを使わない）",
    run: async (args) => (await import("./zengin-check.ts")).zenginCheckCommand(args),
  },
  {
    words: ["scan"],
    operands: "FILE… [--json | --csv] [--rules RULES.json]",
    title: "条文から、アナログ規制の疑いのある条項をさがす（データベースを使わない）",
    run: async (args) => (await import("./scan.ts")).scanCommand(args),
  },
]
