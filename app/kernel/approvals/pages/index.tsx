import { z } from "zod"
import { may, mustBeAllowed, scopeOf } from "../../access/index.ts"
import { civilDateOf, type Work } from "../../database/index.ts"
import { CSV_TYPE, csvFile, type FileColumn } from "../../documents/tables/index.ts"
import { notFound, type PageContext, parseForm, type Site, type Typed } from "../../http/index.ts"
import { flatten, getUnitNames, membersOf, unitTreeOn } from "../../people/index.ts"
import { declareAbsence, endAbsence, listAbsences } from "../absences.ts"
import { approve, reviewAfterwards } from "../approve.ts"
import { endRule, getRule, listRules, setRule } from "../delegation-rules.ts"
import { absenceInput, approveInput, endRuleInput, listQuery, postReviewInput, pullUpInput, returnInput, ruleInput, withdrawInput } from "../inputs.ts"
import { paths } from "../paths.ts"
import { pullUp } from "../pull-up.ts"
import { type ApprovalLine, getApproval, listApprovals } from "../read-approvals.ts"
import { returnApproval } from "../return-approval.ts"
import { withdrawOwnApproval } from "../withdraw-approval.ts"
import { boxWords, doneWords, statusWords } from "../words.ts"
import { AbsencePage } from "./absence-page.tsx"
import { type ApprovalForm, ApprovalPage } from "./approval-page.tsx"
import { ApprovalsPage } from "./approvals-page.tsx"
import { RulePage, RulesPage } from "./rules-pages.tsx"

export function approvalPages(site: Site): void {
  site.staff.get(paths.approvals, async (work, c) => {
    const query = queryOf(c)
    return c.page(<ApprovalsPage list={await listApprovals(work, query)} query={query} mayEditRules={may(work.actor, "approvals.edit-rules")} />)
  })
  site.staff.get(paths.csv, async (work, c) => c.file(await csvOf(work, c), `決裁_${boxWords[queryOf(c).box]}.csv`, CSV_TYPE))
  absencePages(site)
  rulePages(site)
  site.staff.get(paths.approval(":id"), async (work, c) => c.page(<ApprovalPage view={await getApproval(work, idOf(c))} />))
  site.staff.get(paths.print(":id"), async (work, c) => c.page(<ApprovalPage view={await getApproval(work, idOf(c))} print />))
  deeds(site)
}

const again = (form: ApprovalForm) => async (work: Work, c: PageContext, typed: Typed) => (
  <ApprovalPage view={await getApproval(work, idOf(c))} again={{ form, typed }} />
)

function deeds(site: Site): void {
  site.staff.post(paths.approve(":id"), { form: approveInput, again: again("approve") }, async (work, input, c) => {
    const { act } = await approve(work, idOf(c), input)
    return c.redirect(paths.approval(idOf(c)), doneWords[act] ?? "済みました。")
  })
  site.staff.post(paths.return(":id"), { form: returnInput, again: again("return") }, async (work, input, c) => {
    await returnApproval(work, idOf(c), input)
    return c.redirect(paths.approval(idOf(c)), "差し戻しました。")
  })
  site.staff.post(paths.pullUp(":id"), { form: pullUpInput, again: again("pull-up") }, async (work, input, c) => {
    await pullUp(work, idOf(c), input)
    return c.redirect(paths.approval(idOf(c)), "引き上げました。")
  })
  site.staff.post(paths.withdraw(":id"), { form: withdrawInput, again: again("withdraw") }, async (work, input, c) => {
    await withdrawOwnApproval(work, idOf(c), input)
    return c.redirect(paths.approval(idOf(c)), "取り下げました。")
  })
  site.staff.post(paths.postReview(":id"), { form: postReviewInput, again: again("post-review") }, async (work, input, c) => {
    await reviewAfterwards(work, idOf(c), input)
    return c.redirect(paths.approval(idOf(c)), "後閲しました。")
  })
}

function absencePages(site: Site): void {
  const page = async (work: Work, typed?: Typed) => {
    const today = civilDateOf(work.now)
    const scope = scopeOf(work.actor, "approvals.declare-for-others")
    const units = scope === "all" ? [] : scope
    const self = work.actor.kind === "staff" ? work.actor : undefined
    const members = self && units.includes(self.unitId) ? await membersOf(work.db, self.unitId, today, { below: true }) : []
    const people = [...new Map(members.filter((one) => one.personId !== self?.id).map((one) => [one.personId, { id: one.personId, name: `${one.name}（${one.title}）` }])).values()]
    return <AbsencePage absences={await listAbsences(work, units)} people={people} today={today} {...(typed ? { typed } : {})} />
  }
  site.staff.get(paths.absence, async (work, c) => c.page(await page(work)))
  site.staff.post(paths.absence, { form: absenceInput, again: (work, _, typed) => page(work, typed) }, async (work, input, c) => {
    await declareAbsence(work, input)
    return c.redirect(paths.absence, "不在を届け出ました。")
  })
  site.staff.post(paths.endAbsence(":id"), { form: z.object({}), again: (work, _, typed) => page(work, typed) }, async (work, _, c) => {
    await endAbsence(work, idOf(c))
    return c.redirect(paths.absence, "不在をやめました。")
  })
}

function rulePages(site: Site): void {
  site.staff.get(paths.rules, async (work, c) => {
    const today = civilDateOf(work.now)
    const rules = await listRules(work)
    const ids = rules.flatMap((rule) => [...rule.concurrenceUnitIds, ...(rule.deciderUnitId ? [rule.deciderUnitId] : [])])
    const mayEdit = may(work.actor, "approvals.edit-rules")
    return c.page(<RulesPage rules={rules} unitNames={await getUnitNames(work.db, ids, today)} today={today} mayEdit={mayEdit} />)
  })
  const page = async (work: Work, id?: string, typed?: Typed) => {
    mustBeAllowed(work.actor, "approvals.edit-rules")
    const today = civilDateOf(work.now)
    const units = flatten(await unitTreeOn(work.db, today)).map((unit) => ({ id: unit.id, name: `${"　".repeat(unit.depth)}${unit.name}` }))
    return <RulePage units={units} today={today} {...(id ? { rule: await getRule(work, id) } : {})} {...(typed ? { typed } : {})} />
  }
  site.staff.get(paths.newRule, async (work, c) => c.page(await page(work)))
  site.staff.post(paths.newRule, { form: ruleInput, again: (work, _, typed) => page(work, undefined, typed) }, async (work, input, c) => {
    await setRule(work, input)
    return c.redirect(paths.rules, "定めを加えました。")
  })
  site.staff.get(paths.rule(":id"), async (work, c) => c.page(await page(work, idOf(c))))
  site.staff.post(paths.rule(":id"), { form: ruleInput, again: (work, c, typed) => page(work, idOf(c), typed) }, async (work, input, c) => {
    await setRule(work, input, idOf(c))
    return c.redirect(paths.rules, "定めを改めました。")
  })
  site.staff.post(paths.endRule(":id"), { form: endRuleInput, again: (work, c, typed) => page(work, idOf(c), typed) }, async (work, { from }, c) => {
    await endRule(work, idOf(c), from)
    return c.redirect(paths.rules, "定めを廃止しました。")
  })
}

/** Conditions that cannot be read are left out: a list always answers. */
function queryOf(c: PageContext) {
  const parsed = parseForm(listQuery, c.queries())
  if (parsed.ok) return parsed.input
  const wrong = new Set(parsed.problems.map((problem) => problem.field))
  return listQuery.parse(Object.fromEntries(Object.entries(c.queries()).filter(([name, value]) => typeof value === "string" && !wrong.has(name) && name !== "limit")))
}

const columns: FileColumn<ApprovalLine>[] = [
  { title: "件名", value: (line) => line.title },
  { title: "種類", value: (line) => line.kindTitle },
  { title: "金額（円）", kind: "yen", value: (line) => line.amount },
  { title: "起案者", value: (line) => line.drafterName },
  { title: "起案した所属", value: (line) => line.unitName },
  { title: "起案日時", kind: "instant", value: (line) => line.submittedAt },
  { title: "状態", value: (line) => statusWords[line.status] },
  { title: "いまの段階", value: (line) => line.lies },
  { title: "決裁・取下げの日時", kind: "instant", value: (line) => line.endedAt },
]

async function csvOf(work: Work, c: PageContext): Promise<string> {
  return csvFile(columns, (await listApprovals(work, { ...queryOf(c), after: undefined, limit: 10_000 })).items)
}

function idOf(c: PageContext): string {
  const id = c.param("id")
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)) throw notFound("決裁")
  return id
}
