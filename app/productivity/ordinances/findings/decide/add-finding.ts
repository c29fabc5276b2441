import { sql } from "kysely"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { notFound, refusal } from "../../../../kernel/http/index.ts"
import { placeOf } from "../finding.ts"
import { lockFinding } from "../read-finding.ts"
import { rulesInForce } from "../scanning/rules-in-force.ts"
import { scanProvision } from "../scanning/scanned.ts"
import { decidesOn } from "../scope.ts"
import { parseAddress, provisionAddress } from "../../structure/index.ts"
import type { AddInput } from "./inputs.ts"

/** Somebody who read the text found what no rule did, or disagrees with an exclusion. @returns the finding's id. */
export async function addFinding(work: Work, { ordinanceId, address: typed, category, grounds }: AddInput): Promise<string> {
  const address = addressOf(typed)
  const { rows } = await sql<{ title: string; national: boolean; unitId: string | null; position: number | null; part: string; no: string; caption: string; text: string }>`
    select o.title, o.national, o.unit_id as "unitId", p.position, p.part, p.no, p.caption, p.text from ordinance o
      left join ordinance_provision p on p.version_id = o.current_version_id and p.address = ${address} where o.id = ${ordinanceId}::uuid`.execute(work.db)
  const text = rows[0]
  if (!text) throw notFound("例規")
  if (text.national) throw refusal("invalid", "findings.national-text", "国の法令の条文は該当候補にできません。", { field: "ordinanceId" })
  if (!decidesOn(work.actor, text.unitId)) throw refusal("forbidden", "findings.not-your-section", "この条文を所管する所属の職員か例規担当だけができます。")
  if (text.position === null) throw refusal("invalid", "findings.no-such-article", "この例規に、その条はありません。「第12条の3」「附則」「別表第1」のように書いてください。", { field: "address" })
  const known = await work.db.selectFrom("analog_finding").select("id").where("ordinance_id", "=", ordinanceId).where("address", "=", address).executeTakeFirst()
  if (known) {
    await addCategory(work, known.id, { category, grounds })
    return known.id
  }
  const rules = await rulesInForce(work)
  const scanned = scanProvision({ ordinanceId, address, position: text.position, part: text.part as never, no: text.no, caption: text.caption, text: text.text }, text.title, rules)
  const { id } = await work.db
    .insertInto("analog_finding")
    .values({
      ordinance_id: ordinanceId,
      address,
      position: text.position,
      part: text.part,
      article_no: text.no,
      caption: text.caption,
      text: text.text,
      text_sha256: scanned.textSha256,
      rules_version: rules.version,
      created_at: work.now,
      updated_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await work.db.insertInto("analog_finding_category").values({ finding_id: id, category, by_hand: true, note: grounds }).execute()
  await record(work, { action: "findings.added", subject: { kind: "analog-finding", id }, detail: { ordinance: text.title, address, category, reason: grounds }, unitId: text.unitId })
  return id
}

/** 「第12条の3」 as people write it, or the address itself: 「12-3」. */
function addressOf(typed: string): string {
  const read = parseAddress(typed)
  return read ? provisionAddress(read) : typed.trim()
}

/** One more category of a provision that is a candidate already. */
export async function addCategory(work: Work, id: string, { category, grounds }: Pick<AddInput, "category" | "grounds">): Promise<void> {
  const it = await lockFinding(work, id)
  const own = it.categories.find((one) => one.category === category)
  if (own && (own.hit || own.byHand || own.verdict)) throw refusal("conflict", "findings.has-category", `区分「${category}」はもうあります。`, { field: "category" })
  if (it.state !== "found" && it.state !== "applicable") {
    throw refusal("conflict", "findings.already-decided", "判定の済んだ条文に区分を加えるには、先に理由を書いて判定を開き直してください。", { field: "category" })
  }
  await sql`insert into analog_finding_category (finding_id, category, by_hand, note) values (${id}::uuid, ${category}, true, ${grounds})
    on conflict (finding_id, category) do update set by_hand = true, hit = true`.execute(work.db)
  await sql`update analog_finding set version = version + 1, gone_at = null, gone_why = '', updated_at = ${work.now} where id = ${id}::uuid`.execute(work.db)
  await record(work, { action: "findings.category-added", subject: { kind: "analog-finding", id }, detail: { ordinance: it.ordinanceTitle, place: placeOf(it), category, reason: grounds }, unitId: it.unitId })
}
