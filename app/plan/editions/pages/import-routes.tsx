import { z } from "zod"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { firstValue, type PageContext, refusal, type Site, type Typed } from "../../../kernel/http/index.ts"
import { paths } from "../../paths.ts"
import { importConfirmation, planOf } from "../import-input.ts"
import { yearOf } from "../import-plan.ts"
import { insertPlan } from "../insert-plan.ts"
import { readPlan, type ReadPlan } from "../read-plan.ts"
import { ImportCheckPage } from "./import-check-page.tsx"
import { ImportPage } from "./import-page.tsx"
import { linesRead } from "./lines-read.ts"

const MB = 1024 * 1024

const given = z.object({
  text: z.string().max(5 * MB).optional().meta({ title: "文章" }),
  file: z.custom<File>().optional().meta({ title: "ファイル" }),
})

/** Two steps: read and show, then make the draft. Nothing is kept in between but what the form carries. */
export function importRoutes(site: Site): void {
  site.staff.get(paths.import, (work, c) => {
    mustBeAllowed(work.actor, "plan.edit")
    return c.page(<ImportPage />)
  })
  site.staff.post(
    paths.import,
    { form: given, again: (_work, _c, typed) => <ImportPage typed={typed} />, maxBytes: 12 * MB },
    async (work, { text, file }, c) => {
      mustBeAllowed(work.actor, "plan.edit")
      const read = await readPlan(file ? new Uint8Array(await file.arrayBuffer()) : textOf(text))
      if (read.plan.directions.length === 0) {
        throw refusal("invalid", "plan.nothing-read", "取組の方向性（Ⅰ、Ⅱなど）が見つかりませんでした。計画の概要の文を入れてください。", {
          field: file ? "file" : "text",
        })
      }
      return c.page(check(work, read))
    },
  )
  site.staff.post(
    paths.importConfirm,
    { form: importConfirmation, again: checkAgain, maxBytes: 16 * MB },
    async (work, input, c) => {
      const made = await insertPlan(work, planOf(input), { fiscalYear: input.fiscalYear, title: input.title })
      return c.redirect(paths.edition(made.editionId), `下書きを作りました（取組 ${made.initiatives}件、前の版と同じ取組 ${made.linked.length}件）。`)
    },
  )
}

function textOf(text: string | undefined): string {
  if (text) return text
  throw refusal("invalid", "plan.no-text", "文章を貼り付けるか、ファイルを選んでください。", { field: "text" })
}

function check(work: Work, read: ReadPlan, typed?: Typed) {
  return <ImportCheckPage plan={read.plan} fiscalYear={yearOf(read, work)} lines={linesRead(read)} source={read.text} warnings={read.warnings} typed={typed} />
}

async function checkAgain(work: Work, _c: PageContext, typed: Typed) {
  return check(work, await readPlan(firstValue(typed, "source") ?? ""), typed)
}
