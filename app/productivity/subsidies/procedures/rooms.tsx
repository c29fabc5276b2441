import type { Work } from "../../../kernel/database/index.ts"
import { StatusTag } from "../../../kernel/ui/index.ts"
import { type Application, filingWords } from "../applications/application.ts"
import { listOwnForms } from "./own-form.ts"
import { procedurePaths } from "./paths.ts"
import { mayBegin, procedureKinds } from "./procedure.ts"

/** On the applicant's page: the forms the call asks with the procedures that are open now. */
export async function myOwnFormsRoom(work: Work, it: Application) {
  const open = (await listOwnForms(work, it)).filter(({ kind, asked, draft }) => mayBegin(it, kind) && (asked || draft)).sort((a, b) => procedureKinds.indexOf(a.kind) - procedureKinds.indexOf(b.kind))
  if (open.length === 0) return undefined
  return (
    <ul>
      {open.map(({ kind, form, draft, complete }) => (
        <li>
          <a href={procedurePaths.own(it.id, kind)}>{`${filingWords[kind]}：${form.title}`}</a>{" "}
          <StatusTag tone={complete ? "success" : draft ? "warning" : "neutral"}>{complete ? "入力済み（未提出）" : draft ? "入力の途中" : "未入力"}</StatusTag>
        </li>
      ))}
    </ul>
  )
}
