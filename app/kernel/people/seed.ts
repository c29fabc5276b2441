import { civilDateOf, type Work } from "../database/index.ts"
import { personas } from "./personas.ts"
import { corporateCheckDigit } from "./rules/corporate-number.ts"
import { formerName, type SeedUnit, seedUnits } from "./seed-units.ts"

/** Where the personas work, with title and rank. 評価者 and 監査 hold their roles besides. */
const personaPosts: Record<string, readonly [unitCode: string, title: string, rank: number]> = {
  planner: ["SOMU-GYOKEI", "主幹", 60],
  "plan-head": ["SOMU-GYOKEI", "課長", 40],
  director: ["SOMU", "部長", 20],
  "digital-head": ["KIKAKU-DIGITAL", "課長", 40],
  clerk: ["SHOKO-CHUSHO", "主事", 80],
  "clerk-head": ["SHOKO-CHUSHO", "課長", 40],
  "digital-clerk": ["KIKAKU-DIGITAL", "主査", 70],
  reviewer: ["HYOKA", "委員", 90],
  auditor: ["KANSA", "主任主査", 70],
  administrator: ["KIKAKU-DIGITAL", "技師", 80],
  "finance-head": ["SOMU-ZAISEI", "課長", 40],
  "rulebook-clerk": ["SOMU-BUNSHO", "主任主査", 65],
  "rulebook-head": ["SOMU-BUNSHO", "課長", 40],
  "road-clerk": ["DOBOKU-DORO", "主査", 70],
}

const personaRoles: Record<string, string> = {
  planner: "plan-office",
  "rulebook-clerk": "rulebook-office",
  reviewer: "plan-reviewer",
  auditor: "auditor",
  administrator: "administrator",
}

/** Posts of a 課 besides its head; the larger ones have them all. */
const deskPosts: readonly (readonly [title: string, rank: number])[] = [
  ["総括課長補佐", 50],
  ["主事", 80],
  ["主任主査", 65],
  ["主査", 70],
  ["主事", 80],
]
const wellStaffed = new Set(["SOMU-GYOKEI", "SOMU-JINJI", "SOMU-ZAISEI", "KIKAKU-DIGITAL", "SHOKO-CHUSHO", "DOBOKU-DORO"])

const familyNames = `阿部 アベ,伊藤 イトウ,上野 ウエノ,榎本 エノモト,岡崎 オカザキ,加藤 カトウ,木村 キムラ,工藤 クドウ,熊谷 クマガイ,小林 コバヤシ,斎藤 サイトウ,坂本 サカモト,佐々木 ササキ,佐藤 サトウ,菅原 スガワラ,鈴木 スズキ,高野 タカノ,千葉 チバ,土屋 ツチヤ,中村 ナカムラ,成田 ナリタ,西村 ニシムラ,野口 ノグチ,芳賀 ハガ,服部 ハットリ,林 ハヤシ,平井 ヒライ,福田 フクダ,藤原 フジワラ,堀 ホリ,本田 ホンダ,松浦 マツウラ,三浦 ミウラ,宮本 ミヤモト,森 モリ,柳沢 ヤナギサワ,山口 ヤマグチ,結城 ユウキ,横山 ヨコヤマ,若林 ワカバヤシ,渡邉 ワタナベ`
const givenNames = `明 アキラ,綾子 アヤコ,和也 カズヤ,香織 カオリ,清 キヨシ,恭子 キョウコ,健太 ケンタ,沙織 サオリ,聡 サトシ,繁 シゲル,純子 ジュンコ,大輔 ダイスケ,卓也 タクヤ,千尋 チヒロ,哲夫 テツオ,智子 トモコ,直樹 ナオキ,典子 ノリコ,博 ヒロシ,史恵 フミエ,誠 マコト,真理 マリ,実 ミノル,裕美 ヒロミ,陽介 ヨウスケ,龍之介 リュウノスケ,礼子 レイコ`

/** The demo prefecture's people. Called once, on the first start of a demo, as the system. */
export async function seedPeople(work: Work): Promise<void> {
  const { db } = work
  const start = `${Number(civilDateOf(work.now).slice(0, 4)) - 2}-04-01`
  const units = await seedTree(work)
  const next = nameSource()
  const staff: { number: string; name: string; kana: string; unit: string; title: string; rank: number; id?: string }[] = []
  let number = 200_001
  const add = (unit: string, title: string, rank: number) => {
    if (Object.values(personaPosts).some((post) => post[0] === unit && post[2] === rank && rank <= 40)) return
    staff.push({ number: String(number++), ...next(), unit, title, rank })
  }
  add("HAGINO", "知事", 0)
  add("HAGINO", "副知事", 10)
  for (const [code, , level] of flat(seedUnits)) {
    if (level === "部") {
      add(code, code === "SUITO" ? "局長" : code === "KYOIKU" ? "教育長" : "部長", 20)
      if (code === "SOMU" || code === "KIKAKU" || code === "FUKUSHI") add(code, "次長", 30)
    }
    if (level === "課") {
      add(code, "課長", 40)
      for (const [title, rank] of wellStaffed.has(code) ? deskPosts : deskPosts.slice(1, 2)) add(code, title, rank)
    }
    if (level === "班") add(code, "班長", 60)
    if (level === "地方機関") {
      add(code, "所長", 40)
      add(code, "主査", 70)
    }
    if (level === "局") add(code, "事務局長", 30)
    if (level === "委員会") add(code, "委員長", 40)
  }
  for (const [at, persona] of personas.entries()) {
    const post = personaPosts[persona.key]
    if (!post) continue
    staff.push({ id: personaId(at), number: persona.staffNumber!, name: persona.name, kana: persona.kana, unit: post[0], title: post[1], rank: post[2] })
  }
  const people = await db
    .insertInto("person")
    .values(
      staff.map((one) => ({
        ...(one.id ? { id: one.id } : {}),
        kind: "staff" as const,
        name: one.name,
        kana: one.kana,
        mail: `s${one.number}@pref.hagino.example`,
        staff_number: one.number,
      })),
    )
    .returning(["id", "staff_number"])
    .execute()
  const idOf = new Map(people.map((person) => [person.staff_number, person.id]))
  await db
    .insertInto("staff_post")
    .values(
      staff.map(({ number, unit, title, rank }) => ({
        person_id: idOf.get(number)!,
        unit_id: units.get(unit)!,
        title,
        rank,
        valid_from: start,
        valid_until: null,
      })),
    )
    .execute()
  await db
    .insertInto("role_grant")
    .values(
      personas.flatMap((persona) => {
        const role = personaRoles[persona.key]
        if (!role) return []
        return [{ person_id: idOf.get(persona.staffNumber!)!, role, unit_id: null, valid_from: start, valid_until: null, granted_by: null, reason: "デモの登場人物" }]
      }),
    )
    .execute()
  await seedApplicants(work, start)
}

async function seedTree({ db }: Work): Promise<Map<string, string>> {
  const all = flat(seedUnits)
  const rows = await db.insertInto("unit").values(all.map(([code]) => ({ code, mail: null }))).returning(["id", "code"]).execute()
  const ids = new Map(rows.map((row) => [row.code, row.id]))
  const parents = new Map(all.flatMap(([code, , , below]) => (below ?? []).map((child) => [child[0], code] as const)))
  const periods = all.map(([code, name, level], at) => {
    const parent = parents.get(code)
    return {
      unit_id: ids.get(code)!,
      parent_id: parent ? ids.get(parent)! : null,
      name,
      level,
      sort: at * 10,
      valid_from: code === formerName.code ? formerName.until : "2019-04-01",
      valid_until: null as string | null,
    }
  })
  const renamed = periods.find((period) => period.unit_id === ids.get(formerName.code))!
  periods.push({ ...renamed, name: formerName.name, valid_from: "2019-04-01", valid_until: formerName.until })
  await db.insertInto("unit_period").values(periods).execute()
  return ids
}

async function seedApplicants({ db }: Work, start: string): Promise<void> {
  const number = (twelve: string) => `${corporateCheckDigit(twelve)}${twelve}`
  const companies = await db
    .insertInto("company")
    .values([
      { corporate_number: number("000099000001"), name: "株式会社はぎの製作所", kana: "ハギノセイサクショ", address: "萩野県萩野市中央一丁目1番1号" },
      { corporate_number: number("000099000002"), name: "つきみ食品株式会社", kana: "ツキミショクヒン", address: "萩野県月見市港町二丁目3番4号" },
    ])
    .returning("id")
    .execute()
  const applicants = personas.flatMap((persona, at) => (persona.mail ? [{ ...persona, id: personaId(at) }] : []))
  await db
    .insertInto("person")
    .values(applicants.map(({ id, name, kana, mail }) => ({ id, kind: "applicant" as const, name, kana, mail: mail!, staff_number: null })))
    .execute()
  const idOf = (key: string) => applicants.find((one) => one.key === key)!.id
  await db
    .insertInto("company_member")
    .values([
      { company_id: companies[0]!.id, person_id: idOf("company-owner"), title: "代表取締役", valid_from: start, valid_until: null },
      { company_id: companies[1]!.id, person_id: idOf("company-clerk"), title: "総務担当", valid_from: start, valid_until: null },
    ])
    .execute()
}

/** The same in every demo, so that links and tests can name them. */
function personaId(at: number): string {
  return `01900000-0000-7000-8000-${String(at + 1).padStart(12, "0")}`
}

function flat(unit: SeedUnit): SeedUnit[] {
  return [unit, ...(unit[3] ?? []).flatMap(flat)]
}

/** Every family name meets every given name once before any pair comes again: the counts have no common factor. */
function nameSource(): () => { name: string; kana: string } {
  const family = familyNames.split(",").map((pair) => pair.split(" "))
  const given = givenNames.split(",").map((pair) => pair.split(" "))
  let at = 0
  return () => {
    const [a, b] = [family[(at * 7) % family.length]!, given[(at * 5) % given.length]!]
    at++
    return { name: `${a[0]} ${b[0]}`, kana: `${a[1]} ${b[1]}` }
  }
}
