import { createHash } from "node:crypto"
import { type StaffActor, system } from "../../app/kernel/access/index.ts"
import { actorOfPerson } from "../../app/kernel/people/index.ts"
import { peopleModule } from "../../app/kernel/people/module.ts"
import type { Module } from "../../app/module.ts"
import { type TestHouse, testHouse } from "./house.ts"
import { ordinancePermissions } from "../../app/productivity/ordinances/permissions.ts"
import type { OrdinanceKind } from "../../app/productivity/ordinances/structure/provision.ts"
import { findingsPart } from "../../app/productivity/ordinances/findings/index.ts"
import { runScan } from "../../app/productivity/ordinances/findings/scanning/run-scan.ts"
import { startScan } from "../../app/productivity/ordinances/findings/scanning/start-scan.ts"

export interface RulebookPeople {
  /** 千田 亮, 例規担当 of 文書法制課. */
  office: StaffActor
  /** 佐竹 浩, 道路課. */
  road: StaffActor
  /** 﨑山 千夏, 中小企業支援課. */
  clerk: StaffActor
  /** 菅野 徹, 監査. */
  auditor: StaffActor
}

/** A house with these rooms alone. */
export function findingsHouse(): Promise<TestHouse> {
  const part: Module = { name: "ordinances", title: "例規とアナログ規制", permissions: ordinancePermissions, ...findingsPart }
  return testHouse({ modules: [peopleModule, part] })
}

/** The demo's people, and none of its rulebook: the tests bring their own texts. */
export async function rulebookPeople(house: TestHouse): Promise<RulebookPeople> {
  await house.work(system("demo"), async (work) => peopleModule.seed?.(work))
  const staff = async (number: string) => {
    const { rows } = await house.database.pool.query("select id from person where staff_number = $1", [number])
    return (await actorOfPerson(house.database.db, rows[0].id, new Date())) as StaffActor
  }
  return { office: await staff("100112"), road: await staff("100114"), clerk: await staff("100105"), auditor: await staff("100108") }
}

export interface FixtureArticle {
  address: string
  no?: string
  caption?: string
  text: string
}

export interface FixtureText {
  title: string
  kind?: OrdinanceKind
  unitId?: string | null
  articles: readonly FixtureArticle[]
}

/** Puts a text into the rulebook, or its next version. @returns the ordinance's id. */
export async function putText(house: TestHouse, { title, kind = "条例", unitId = null, articles }: FixtureText): Promise<string> {
  const { pool } = house.database
  const { rows } = await pool.query(
    `insert into ordinance (title, kind, unit_id, number, source_key) values ($1, $2, $3, '令和5年条例第1号', $1)
     on conflict (source_key) do update set unit_id = coalesce(excluded.unit_id, ordinance.unit_id) returning id`,
    [title, kind, unitId],
  )
  const id = rows[0].id as string
  const hash = createHash("sha256").update(JSON.stringify(articles)).digest("hex")
  const version = await pool.query("insert into ordinance_version (ordinance_id, number, content_sha256) select $1, coalesce(max(number), 0) + 1, $2 from ordinance_version where ordinance_id = $1 returning id", [id, hash])
  for (const [position, one] of articles.entries()) {
    await pool.query("insert into ordinance_provision (version_id, position, part, address, no, caption, text) values ($1, $2, 'main', $3, $4, $5, $6)", [
      version.rows[0].id,
      position,
      one.address,
      one.no ?? `第${one.address.replace("-", "条の")}${one.address.includes("-") ? "" : "条"}`,
      one.caption ?? "",
      one.text,
    ])
  }
  await pool.query("update ordinance set current_version_id = $2 where id = $1", [id, version.rows[0].id])
  return id
}

/** Scans everything, as the job would. @returns the scan's id. */
export async function scanAll(house: TestHouse, office: StaffActor): Promise<string> {
  const id = await house.work(office, (work) => startScan(work, { scope: "all" }))
  await runScan({ db: house.database.db, actor: system("検出"), now: new Date(), requestId: "scan" }, id)
  return id
}

export const roadText: FixtureText = {
  title: "道路占用規則",
  kind: "規則",
  articles: [
    { address: "1", caption: "趣旨", text: "この規則は、道路の占用に関し必要な事項を定めるものとする。" },
    { address: "5", caption: "点検", text: "占用者は、占用物件の損傷の有無を毎年一回以上目視により点検しなければならない。" },
    { address: "6", caption: "巡視", text: "道路管理員は、道路を巡視し、異常の有無を確認しなければならない。" },
    { address: "7", caption: "標識の掲示", text: "占用者は、占用の場所の見やすい場所に許可の標識を掲示しなければならない。" },
    { address: "8", caption: "台帳の閲覧", text: "知事は、道路台帳を事務所に備え置き、公衆の閲覧に供しなければならない。" },
    { address: "20", caption: "罰則", text: "第六条の規定による巡視を拒んだ者は、五万円以下の過料に処する。" },
  ],
}

export const shopText: FixtureText = {
  title: "商店街振興条例",
  kind: "条例",
  articles: [
    { address: "3", caption: "立入検査", text: "知事は、その職員に、事務所に立ち入り、帳簿、書類その他の物件を検査させることができる。" },
    { address: "4", caption: "掲示", text: "組合は、その事務所の見やすい場所に登録票を掲示しなければならない。" },
    { address: "9", caption: "縦覧", text: "知事は、前項の計画を一月間公衆の縦覧に供しなければならない。" },
  ],
}
