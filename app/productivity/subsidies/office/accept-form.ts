import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { formalCheckOf } from "./formal-check.ts"

/** The form is in order: on to the review. Signs of double funding stand on the page; they are no reason to stop here. */
export async function acceptForm(work: Work, id: string): Promise<void> {
  const it = await lockForOffice(work, id)
  if (it.state === "formal-check") {
    const open = (await formalCheckOf(work, it)).items.filter(({ check }) => check?.verdict === "defect")
    if (open.length > 0) {
      throw refusal("conflict", "subsidies.defects-are-open", `形式審査で見つかった不備が${open.length}件残っています（${open.slice(0, 3).map(({ label }) => label).join("、")}）。補正を求めるか、確認をやり直してください。`)
    }
  }
  const moved = await moveApplication(work, it, "accept-form")
  await tellApplicants(work, moved, "書類の確認が終わり、審査に進みました")
}
