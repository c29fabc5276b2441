import { sql } from "kysely"
import type { Work } from "../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber } from "../../kernel/people/index.ts"
import { findEditionInForce, loadContent } from "../editions/index.ts"
import { answerQuestion } from "./answer-question.ts"
import { askQuestion } from "./ask-question.ts"

interface SeedQuestion {
  key: string
  on: string
  by: string
  text: string
  answer?: { by: string; on: string; text: string }
}

/** Demo people by staff number (kernel/people/personas.ts). */
const [CLERK, CLERK_HEAD, DIGITAL, PLANNER] = ["100105", "100106", "100110", "100101"]

const questions: readonly SeedQuestion[] = [
  {
    key: "productivity.assistant",
    on: "2026-05-12",
    by: CLERK,
    text: "窓口の想定問答を作るのに使いたいのですが、過去の問い合わせの文をそのまま入れてもよいですか。",
    answer: {
      by: DIGITAL,
      on: "2026-05-14",
      text: "氏名や住所など個人が分かる部分を消してから入れてください。消し方の手順を庁内ポータルに載せました。",
    },
  },
  {
    key: "productivity.assistant",
    on: "2026-11-18",
    by: CLERK_HEAD,
    text: "所属ごとの利用状況は、所属長が見られるようになりますか。",
  },
  {
    key: "productivity.subsidies",
    on: "2026-09-03",
    by: CLERK,
    text: "紙で届いた申請は、いつまで受け付けるのでしょうか。",
    answer: { by: PLANNER, on: "2026-09-08", text: "今年度いっぱいは紙でも受け付けます。来年度の扱いは、次の版で示します。" },
  },
]

/** A few questions, answered and not, and the first readers of the edition in force. */
export async function seedSharing(work: Work): Promise<void> {
  const edition = await findEditionInForce(work)
  if (!edition) return
  const { sheets } = await loadContent(work, edition)
  for (const one of questions) {
    const sheet = sheets.find((candidate) => candidate.key === one.key)
    const asker = await workOf(work, one.by, one.on)
    if (!sheet || !asker) continue
    const id = await askQuestion(asker, sheet.initiativeId, { text: one.text })
    const answerer = one.answer && (await workOf(work, one.answer.by, one.answer.on))
    // As the plan office: who owns an initiative in the demo may change.
    if (one.answer && answerer) await answerQuestion({ ...answerer, actor: planOffice(answerer.actor) }, sheet.initiativeId, id, { answer: one.answer.text })
  }
  // Four in ten have read it, the same four on every first start.
  await sql`insert into plan_reading (edition_id, person_id, read_at)
    select ${edition.id}, p.id, ${new Date(`${edition.inForceOn ?? "2026-04-01"}T02:00:00Z`)}::timestamptz
      + make_interval(days => 1 + abs(hashtext(p.staff_number)) % 60)
    from person p where p.kind = 'staff' and p.status = 'active' and abs(hashtext(p.staff_number || 'read')) % 10 < 4
      and p.staff_number <> ${CLERK}
    on conflict do nothing`.execute(work.db)
}

async function workOf(work: Work, staffNumber: string, on: string): Promise<Work | undefined> {
  const now = new Date(`${on}T01:20:00Z`)
  const person = await findStaffByNumber(work.db, staffNumber)
  const actor = person && (await actorOfPerson(work.db, person.id, now))
  return actor && { ...work, actor, now }
}

function planOffice(actor: Work["actor"]): Work["actor"] {
  return actor.kind === "staff" ? { ...actor, grants: [...actor.grants, { role: "plan-office", unitIds: "all" }] } : actor
}
