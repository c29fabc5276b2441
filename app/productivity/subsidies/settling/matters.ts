import { personOf, system } from "../../../kernel/access/index.ts"
import { type ApprovalKind, startApproval } from "../../../kernel/approvals/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import type { Application, DecisionKind } from "../applications/application.ts"
import { getApplication, lockApplication } from "../applications/read-application.ts"
import { tellOffice } from "../applications/tell-of.ts"
import { paths } from "../paths.ts"

/** What is in approval of an application after its award: 額の確定, 取消し, 返還命令. */
export interface Matter {
  id: string
  kind: DecisionKind
  amountYen: number | null
  terms: Record<string, unknown>
  reason: string
  approvalId: string | null
}

export interface MatterKind {
  /** "subsidies.settlement" */
  approval: string
  title: string
  decisions: readonly DecisionKind[]
  /** What follows when it is decided, in the transaction of the decision. */
  decide(work: Work, it: Application, matter: Matter): Promise<void>
}

export async function findMatter(work: Work, applicationId: string, kinds: readonly DecisionKind[]): Promise<Matter | undefined> {
  return work.db
    .selectFrom("subsidy_decision")
    .select(["id", "kind", "amount_yen as amountYen", "terms", "reason", "approval_id as approvalId"])
    .where("application_id", "=", applicationId)
    .where("state", "=", "proposed")
    .where("kind", "in", [...kinds])
    .executeTakeFirst()
}

interface NewMatter {
  kind: DecisionKind
  amountYen: number
  terms: Record<string, unknown>
  reason: string
  summary: { label: string; value: string }[]
}

/** Drafts it; one matter of an application at a time. The delegation rules say by the amount who decides. @returns the approval's id. */
export async function proposeMatter(work: Work, it: Application, kind: MatterKind, matter: NewMatter): Promise<string> {
  const open = await work.db.selectFrom("subsidy_decision").select("id").where("application_id", "=", it.id).where("state", "=", "proposed").executeTakeFirst()
  if (open) throw refusal("conflict", "subsidies.matter-in-approval", "この申請には、決裁中の案があります。先にそれを終えてください。")
  const { id } = await work.db
    .insertInto("subsidy_decision")
    .values({
      application_id: it.id,
      kind: matter.kind,
      amount_yen: matter.amountYen,
      terms: JSON.stringify(matter.terms),
      reason: matter.reason,
      proposed_by: personOf(work.actor) ?? null,
      proposed_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  const approvalId = await startApproval(work, {
    kind: kind.approval,
    title: `「${it.title}」の${kind.title}`,
    amount: matter.amountYen,
    unitId: it.unitId,
    subject: { kind: "subsidy-application", id: it.id },
    content: contentOf(it, { ...matter, id, approvalId: null }),
    summary: [{ label: "受付番号", value: it.number ?? "" }, { label: "申請者", value: it.party.name ?? "" }, ...matter.summary, { label: "理由・所見", value: matter.reason || "－" }],
    link: paths.office(it.id),
  })
  await work.db.updateTable("subsidy_decision").set({ approval_id: approvalId }).where("id", "=", id).execute()
  return approvalId
}

/** The approval decides; whoever the delegation rules let decide may do so, whether or not the section is in their scope. */
export function approvalKindOf(kind: MatterKind): ApprovalKind {
  const inside = (work: Work): Work => ({ ...work, actor: system(kind.approval) })
  const getMatter = async (work: Work, id: string) => {
    const found = await findMatter(work, id, kind.decisions)
    if (!found) throw refusal("conflict", "subsidies.no-proposal", "決裁中の案がないため、決定できません。")
    return found
  }
  const sendBack = async (work: Work, id: string, comment: string) => {
    const it = await lockApplication(inside(work), id)
    await work.db.updateTable("subsidy_decision").set({ state: "returned" }).where("application_id", "=", id).where("state", "=", "proposed").where("kind", "in", [...kind.decisions]).execute()
    await tellOffice(work, it, `${kind.title}の案が差し戻されました`, comment)
  }
  return {
    kind: kind.approval,
    title: `補助金の${kind.title}`,
    link: paths.office,
    content: async (work, id) => contentOf(await getApplication(inside(work), id), await getMatter(work, id)),
    approved: async (work, { subject }) => kind.decide(work, await lockApplication(inside(work), subject.id), await getMatter(work, subject.id)),
    returned: (work, { subject, comment }) => sendBack(work, subject.id, comment),
    withdrawn: (work, { subject, comment }) => sendBack(work, subject.id, comment || "起案者が取り下げました。"),
  }
}

function contentOf(it: Pick<Application, "id" | "number">, { id, kind, amountYen, terms, reason }: Pick<Matter, "id" | "kind" | "amountYen" | "terms" | "reason" | "approvalId">): object {
  return { application: it.id, number: it.number, matter: { id, kind, amountYen, terms, reason } }
}
