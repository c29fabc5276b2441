import type { ApplicantActor, StaffActor } from "../../kernel/access/index.ts"
import { approve } from "../../kernel/approvals/index.ts"
import { addDays, workingDaysAfter } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber } from "../../kernel/people/index.ts"
import { beginApplication } from "./applications/begin-application.ts"
import { computeAward } from "./applications/award-terms.ts"
import { callOf } from "./applications/call-of.ts"
import { addFile } from "./applications/files.ts"
import { costsInput, partyInput, projectInput } from "./applications/inputs.ts"
import { getApplication } from "./applications/read-application.ts"
import { saveCosts, saveParty, saveProject } from "./applications/save-step.ts"
import { submitApplication } from "./applications/submit-application.ts"
import { acceptForm } from "./office/accept-form.ts"
import { proposalInput } from "./office/inputs.ts"
import { notifyDecision } from "./office/notify-decision.ts"
import { proposeDecision } from "./office/propose-decision.ts"

const [CLERK, HEAD] = ["100105", "100106"]
const applicants = {
  factory: {
    mail: "murata@hagi-seisakusho.example",
    party: { kind: "company", name: "株式会社はぎの製作所", kana: "カブシキガイシャハギノセイサクショ", postalCode: "980-0001", municipality: "萩野市", address: "中央一丁目2番3号", representativeTitle: "代表取締役", representative: "村田 健", phone: "022-000-0001", email: "murata@hagi-seisakusho.example" },
  },
  foods: {
    mail: "endo@tsukimi-foods.example",
    party: { kind: "company", name: "つきみ食品株式会社", kana: "ツキミショクヒンカブシキガイシャ", postalCode: "986-0002", municipality: "月見市", address: "港町二丁目3番4号", representativeTitle: "代表取締役", representative: "月見 一郎", phone: "0225-00-0002", email: "endo@tsukimi-foods.example" },
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
  const clerk = await staff(work, CLERK)
  const head = await staff(work, HEAD)
  if (!clerk || !head) return
  for (const story of stories) {
    const applicant = await applicantOf(work, applicants[story.by].mail)
    if (applicant) await tell(work, callId, story, applicant, clerk, head)
  }
}

async function tell(work: Work, callId: string, story: Story, applicant: ApplicantActor, clerk: StaffActor, head: StaffActor): Promise<void> {
  const mine: Work = { ...work, actor: applicant }
  const office: Work = { ...work, actor: clerk }
  const today = civilDateOf(work.now)
  const call = await callOf(work, { callId })
  const answers = Object.fromEntries(call.eligibility.map(({ key, answer }) => [key, answer]))
  const id = await beginApplication(mine, callId, answers)
  await saveParty(mine, id, partyInput.parse({ ...(await getApplication(mine, id)).party, ...applicants[story.by].party }))
  await saveProject(mine, id, projectInput.parse({ title: story.title, summary: story.summary, startsOn: workingDaysAfter(today, 50), endsOn: addDays(today, 200) }))
  if (story.until === "draft") return
  const lines = [{ category: call.categories[0]!.key, total: story.cost, eligible: story.cost }]
  const { amount } = computeAward(call, lines, {})
  await saveCosts(mine, id, costsInput.parse({ lines, ownFunds: story.cost - amount }))
  for (const { key, title, required } of call.attachments) {
    if (required) await addFile(mine, id, key, { name: `${title}.txt`, bytes: new TextEncoder().encode(`${title}（デモの書類）\n${story.title}\n`) })
  }
  await submitApplication(mine, id)
  if (story.until === "filed") return
  await acceptForm(office, id)
  if (story.until === "in-review") return
  const approvalId = await proposeDecision(office, id, proposalInput.parse({ verdict: "award", amountYen: amount, conditions: call.conditions.join("\n"), remarks: "計画は具体的で、経費も妥当である。" }))
  if (story.until === "in-decision") return
  await approve({ ...work, actor: head }, approvalId)
  await notifyDecision(office, id)
}

async function staff(work: Work, number: string): Promise<StaffActor | undefined> {
  const person = await findStaffByNumber(work.db, number)
  return person && ((await actorOfPerson(work.db, person.id, work.now)) as StaffActor)
}

async function applicantOf(work: Work, mail: string): Promise<ApplicantActor | undefined> {
  const person = await work.db.selectFrom("person").select("id").where("mail", "=", mail).executeTakeFirst()
  if (!person) return undefined
  const actor = (await actorOfPerson(work.db, person.id, work.now)) as ApplicantActor
  const company = await work.db.selectFrom("company_member").select("company_id as id").where("person_id", "=", person.id).executeTakeFirst()
  return company ? { ...actor, companyId: company.id } : actor
}
