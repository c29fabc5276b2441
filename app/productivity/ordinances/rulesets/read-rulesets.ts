import { sql } from "kysely"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import type { Db, Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound } from "../../../kernel/http/index.ts"
import { compileRules, loadStandardRules, type Rules, standardRules } from "../scanner/index.ts"
import type { Ruleset } from "./ruleset.ts"

/** The rules Hagi comes with: in force until an office publishes its own, and what every first draft begins with. */
const shipped: Ruleset = {
  id: undefined,
  number: undefined,
  title: standardRules.title,
  state: "in-force",
  rules: standardRules,
  quality: undefined,
  reason: "",
  authorName: undefined,
  publishedAt: undefined,
  version: 0,
  updatedAt: undefined,
}

const columns = sql`r.id, r.number, r.title, r.state, r.quality, r.reason, p.name as "authorName", r.published_at as "publishedAt", r.version, r.updated_at as "updatedAt"`
type Row = Omit<Ruleset, "rules">

/** All versions without their rules: the draft first, then the latest. The shipped one is the last. */
export async function listRulesets(work: Work): Promise<Row[]> {
  mustBeAllowed(work.actor, "ordinances.read")
  const { rows } = await sql<Row>`select ${columns} from ordinance_ruleset r left join person p on p.id = coalesce(r.published_by, r.created_by)
    order by r.number desc nulls first`.execute(work.db)
  const { rules: _, ...first } = shipped
  return [...rows.map(bare), { ...first, state: rows.some(({ state }) => state === "in-force") ? "retired" : "in-force" }]
}

/** "standard" is the one Hagi comes with. */
export async function getRuleset(work: Work, id: string): Promise<Ruleset> {
  mustBeAllowed(work.actor, "ordinances.read")
  if (id === "standard") return shipped
  if (!isIdText(id)) throw notFound("検出規則の版")
  const { rows } = await sql<Ruleset>`select ${columns}, r.rules from ordinance_ruleset r left join person p on p.id = coalesce(r.published_by, r.created_by)
    where r.id = ${id}::uuid`.execute(work.db)
  if (!rows[0]) throw notFound("検出規則の版")
  return bare(rows[0])
}

export async function findDraft(work: Work): Promise<Ruleset | undefined> {
  const row = await work.db.selectFrom("ordinance_ruleset").select("id").where("state", "=", "draft").executeTakeFirst()
  return row && getRuleset(work, row.id)
}

/** The version that scans go by. */
export async function rulesetInForce(work: Work): Promise<Ruleset> {
  const row = await work.db.selectFrom("ordinance_ruleset").select("id").where("state", "=", "in-force").executeTakeFirst()
  return row ? getRuleset(work, row.id) : shipped
}

export interface RulesInForce {
  rules: Rules
  /** undefined: the rules Hagi comes with. */
  rulesetId: string | undefined
  /** 「第3版」 and its title */
  name: string
}

const compiled = new Map<string, Rules>()

/** Made ready for scanning once a version, and kept: a version in force does not change. */
export async function rulesInForce(db: Db): Promise<RulesInForce> {
  const row = await db.selectFrom("ordinance_ruleset").select(["id", "number", "title"]).where("state", "=", "in-force").executeTakeFirst()
  if (!row) return { rules: loadStandardRules(), rulesetId: undefined, name: standardRules.title }
  let rules = compiled.get(row.id)
  if (!rules) {
    const { rules: data } = await db.selectFrom("ordinance_ruleset").select("rules").where("id", "=", row.id).executeTakeFirstOrThrow()
    // Scans and findings keep this name: two published versions must not read alike.
    rules = compileRules({ ...data, version: `${data.version.slice(0, 28)}・県第${row.number}版` })
    compiled.clear()
    compiled.set(row.id, rules)
  }
  return { rules, rulesetId: row.id, name: `第${row.number}版　${row.title}` }
}

function bare<T extends { number: unknown; quality: unknown; authorName: unknown; publishedAt: unknown }>(row: T): T {
  return { ...row, number: row.number ?? undefined, quality: row.quality ?? undefined, authorName: row.authorName ?? undefined, publishedAt: row.publishedAt ?? undefined }
}
