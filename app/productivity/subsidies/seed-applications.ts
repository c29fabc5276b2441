import type { ApplicantActor, StaffActor } from "../../kernel/access/index.ts"
import { approve } from "../../kernel/approvals/index.ts"
import { addDays, workingDaysAfter } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import type { TypedValues } from "../../kernel/forms/index.ts"
import { beginApplication } from "./applications/begin-application.ts"
import { computeAward } from "./applications/award-terms.ts"
import { callOf } from "./applications/call-of.ts"
import { addFile } from "./applications/files.ts"
import { costsInput, partyInput, projectInput } from "./applications/inputs.ts"
import { getApplication } from "./applications/read-application.ts"
import { saveFormPage } from "./applications/save-form-page.ts"
import { saveCosts, saveParty, saveProject } from "./applications/save-step.ts"
import { submitApplication } from "./applications/submit-application.ts"
import { acceptForm } from "./office/accept-form.ts"
import { proposalInput } from "./office/inputs.ts"
import { notifyDecision } from "./office/notify-decision.ts"
import { proposeDecision } from "./office/propose-decision.ts"
import { demoForms } from "./seed-forms.ts"
import { demoApplicant, demoStaff } from "./seed-people.ts"

export const [CLERK, HEAD] = ["100105", "100106"]
export const applicants = {
  factory: {
    mail: "murata@hagi-seisakusho.example",
    party: { kind: "company", name: "株式会社はぎの製作所", kana: "カブシキガイシャハギノセイサクショ", postalCode: "980-0001", municipality: "萩野市", address: "中央一丁目2番3号", representativeTitle: "代表取締役", representative: "村田 健", phone: "022-000-0001", email: "murata@hagi-seisakusho.example" },
  },
  foods: {
    mail: "endo@tsukimi-foods.example",
    party: { kind: "company", name: "つきみ食品株式会社", kana: "ツキミショクヒンカブシキガイシャ", postalCode: "986-0002", municipality: "月見市", address: "港町二丁目3番4号", representativeTitle: "代表取締役", representative: "月見 一郎", phone: "0225-00-0002", email: "endo@tsukimi-foods.example" },
  },
  resident: {
    mail: "aoki@resident.example",
    party: { kind: "person", name: "青木 さくら", kana: "アオキ サクラ", postalCode: "980-0003", municipality: "萩野市", address: "緑町五丁目6番7号", phone: "090-0000-0003", email: "aoki@resident.example" },
  },
}

interface Story {
  by: keyof typeof applicants
  title: string
  summary: string
  cost: number
  /** How far it has come. */
  until: "draft" | "filed" | "in-review" | "in-decision" | "under-way"
}

const stories: readonly Story[] = [
  { by: "factory", title: "検査工程の自動化と新製品の試作", summary: "検査の機械を入れて人手の検査を半分にし、空いた時間で新しい部品を試作する。", cost: 2_400_000, until: "under-way" },
  { by: "foods", title: "水産加工品のオンライン販売", summary: "県外向けの販売サイトをつくり、少量の詰合せを売る。", cost: 1_350_000, until: "in-decision" },
  { by: "foods", title: "冷凍総菜の包装の見直し", summary: "一人分の包装に変える機械を入れる。", cost: 980_000, until: "in-review" },
  { by: "factory", title: "展示会への出展", summary: "首都圏の展示会に出て、新しい取引先をさがす。", cost: 620_000, until: "filed" },
  { by: "foods", title: "直売所の改装", summary: "工場のとなりの直売所を広げる。", cost: 450_000, until: "draft" },
]

/** The first call's applications, each brought where it stands by the real operations. Nothing where the demo has no people. */
export async function seedApplications(work: Work, callId: string): Promise<void> {
  const clerk = await demoStaff(work, CLERK!)
  const head = await demoStaff(work, HEAD!)
  if (!clerk || !head) return
  for (const story of stories) {
    const applicant = await demoApplicant(work, applicants[story.by].mail)
    if (applicant) await tell(work, callId, story, applicant, clerk, head)
  }
}

async function tell(work: Work, callId: string, story: Story, applicant: ApplicantActor, clerk: StaffActor, head: StaffActor): Promise<void> {
  const office: Work = { ...work, actor: clerk }
  const today = civilDateOf(work.now)
  const id = await applyFor({ ...work, actor: applicant }, callId, {
    ...story,
    costs: [story.cost],
    startsOn: workingDaysAfter(today, 50),
    endsOn: addDays(today, 200),
    typed: demoForms.recovery.typed,
    draft: story.until === "draft",
  })
  if (story.until === "draft" || story.until === "filed") return
  await acceptForm(office, id)
  if (story.until === "in-review") return
  const { wantedYen } = await getApplication(office, id)
  const { conditions } = await callOf(work, { callId })
  const approvalId = await proposeDecision(office, id, proposalInput.parse({ verdict: "award", amountYen: wantedYen, conditions: conditions.join("\n"), remarks: "計画は具体的で、経費も妥当である。" }))
  if (story.until === "in-decision") return
  await approve({ ...work, actor: head }, approvalId)
  await notifyDecision(office, id)
}

export interface DemoApplication {
  by: keyof typeof applicants
  title: string
  summary: string
  /** By the call's categories, in their order. */
  costs: readonly number[]
  startsOn: string
  endsOn: string
  /** The call's own form, page by page. */
  typed: Readonly<Record<string, TypedValues>>
  /** Left as it is when its first pages are filled in. */
  draft?: boolean
}

/** Begun, filled in and filed by the applicant who asks. @returns its id. */
export async function applyFor(mine: Work, callId: string, story: DemoApplication): Promise<string> {
  const call = await callOf(mine, { callId })
  const id = await beginApplication(mine, callId, Object.fromEntries(call.eligibility.map(({ key, answer }) => [key, answer])))
  await saveParty(mine, id, partyInput.parse({ ...(await getApplication(mine, id)).party, ...applicants[story.by].party }))
  await saveProject(mine, id, projectInput.parse({ title: story.title, summary: story.summary, startsOn: story.startsOn, endsOn: story.endsOn }))
  if (story.draft) return id
  const lines = story.costs.map((cost, at) => ({ category: call.categories[at]!.key, total: cost, eligible: cost }))
  const { amount } = computeAward(call, lines, {})
  await saveCosts(mine, id, costsInput.parse({ lines, ownFunds: story.costs.reduce((sum, cost) => sum + cost, 0) - amount }))
  for (const [page, typed] of Object.entries(story.typed)) await saveFormPage(mine, id, page, typed, {})
  for (const { key, title, required } of call.attachments) {
    if (required) await addFile(mine, id, key, { name: `${title}.txt`, bytes: new TextEncoder().encode(`${title}（デモの書類）\n${story.title}\n`) })
  }
  await submitApplication(mine, id)
  return id
}
