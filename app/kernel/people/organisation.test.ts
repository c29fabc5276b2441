import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { TestHouse } from "../../../tests/support/house.ts"
import { peopleHouse } from "../../../tests/support/people-house.ts"
import { type StaffActor, system, unitsOf, visitor } from "../access/index.ts"
import {
  actorOfPerson,
  findStaffByNumber,
  findUnitByCode,
  flatten,
  getUnitNames,
  grantRole,
  headOf,
  headsOf,
  holdersOf,
  importStaff,
  membersOf,
  previewReorganisation,
  previewStaffImport,
  reorganise,
  revokeGrant,
  searchStaff,
  successorsOf,
  unitTreeOn,
  workersOf,
} from "./index.ts"
import { judgeReorganisation, type StandingUnit } from "./rules/reorganisation-is-sound.ts"
import type { UnitChange } from "./units/unit-changes.ts"

let house: TestHouse
let administrator: StaffActor
let clerk: StaffActor
const now = new Date()
const today = new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
const nextApril = `${Number(today.slice(0, 4)) + 1}-04-01`
const nextMarch = `${Number(today.slice(0, 4)) + 1}-03-31`

beforeAll(async () => {
  house = await peopleHouse()
  administrator = await staff("100109")
  clerk = await staff("100105")
})
afterAll(() => house.close())

async function staff(number: string, at = now): Promise<StaffActor> {
  const person = (await findStaffByNumber(house.database.db, number))!
  const actor = await actorOfPerson(house.database.db, person.id, at)
  if (actor.kind !== "staff") throw new Error(`${number} is no staff`)
  return actor
}
const unit = async (code: string, on = today) => (await findUnitByCode(house.database.db, code, on))!

describe("組織の木", () => {
  test("名前は日によって違い、なくなった所属は最後の名前で呼ぶ", async () => {
    const { db } = house.database
    const { id } = await unit("KIKAKU-DIGITAL")
    expect((await findUnitByCode(db, "KIKAKU-DIGITAL", "2024-03-31"))?.name).toBe("情報政策課")
    expect((await findUnitByCode(db, "KIKAKU-DIGITAL", "2024-04-01"))?.name).toBe("デジタル推進課")
    expect(await getUnitNames(db, [id], "2023-01-01")).toEqual(new Map([[id, "情報政策課"]]))
    expect(await getUnitNames(db, [id], "1990-01-01")).toEqual(new Map([[id, "情報政策課"]]))
    const tree = flatten(await unitTreeOn(db, today))
    expect(tree.length).toBeGreaterThan(55)
    expect(tree[0]).toMatchObject({ name: "萩野県", depth: 0 })
  })

  test("長のいない班の長は課長", async () => {
    const { db } = house.database
    const team = await unit("SOMU-GYOKEI-1")
    expect(await headOf(db, team.id, today)).toMatchObject({ name: "佐伯 誠一", title: "課長" })
    const head = await headOf(db, (await unit("SOMU")).id, today)
    expect(head).toMatchObject({ name: "八重樫 隆", rank: 20 })
  })
})

describe("組織改正の規則", () => {
  const before: StandingUnit[] = [
    { code: "ROOT", name: "県", level: "県", parentCode: null, validFrom: "2019-04-01", nextFrom: null, posts: 0 },
    { code: "A", name: "甲課", level: "課", parentCode: "ROOT", validFrom: "2019-04-01", nextFrom: null, posts: 3 },
    { code: "B", name: "乙課", level: "課", parentCode: "ROOT", validFrom: "2019-04-01", nextFrom: null, posts: 0 },
    { code: "B1", name: "乙班", level: "班", parentCode: "B", validFrom: "2019-04-01", nextFrom: null, posts: 0 },
    { code: "C", name: "丙課", level: "課", parentCode: "ROOT", validFrom: "2019-04-01", nextFrom: "2028-04-01", posts: 0 },
    { code: "D", name: "丁課", level: "課", parentCode: "ROOT", validFrom: "2027-04-01", nextFrom: null, posts: 0 },
  ]
  const judged = (...changes: UnitChange[]) =>
    judgeReorganisation("2027-04-01", before, new Set([...before.map((one) => one.code), "OLD"]), changes).problems.map((one) => one.message)

  test.each<[string, UnitChange[], RegExp | undefined]>([
    ["ない所属を改称", [{ kind: "rename", code: "Z", name: "新課" }], /その日にありません/],
    ["同じ名前に改称", [{ kind: "rename", code: "A", name: "甲課" }], /変わっていません/],
    ["使ったコードで新設", [{ kind: "open", code: "OLD", name: "新課", level: "課", parentCode: "ROOT" }], /すでに使われています/],
    ["ない上位の下に新設", [{ kind: "open", code: "N", name: "新課", level: "課", parentCode: "Z" }], /上位所属 Z/],
    ["職員がいるのに引継先なしで廃止", [{ kind: "close", code: "A", to: [] }], /3人がいます/],
    ["班を残して廃止", [{ kind: "close", code: "B", to: ["A"] }], /乙班 が残ります/],
    ["廃止される所属に引継ぎ", [{ kind: "close", code: "A", to: ["B1"] }, { kind: "close", code: "B1", to: ["A"] }], /改正後の組織にありません/],
    ["自分の下に移管", [{ kind: "move", code: "B", parentCode: "B1" }], /自分に戻ります/],
    ["先の変更が決まっている", [{ kind: "rename", code: "C", name: "新課" }], /予定されています/],
    ["同じ日に二度目", [{ kind: "rename", code: "D", name: "新課" }], /同じ日/],
    ["同じ所属を二度", [{ kind: "rename", code: "A", name: "子課" }, { kind: "rename", code: "A", name: "丑課" }], /二度/],
    ["小文字のコード", [{ kind: "open", code: "n/1", name: "新課", level: "課", parentCode: "ROOT" }], /英大文字/],
    ["班ごと廃止", [{ kind: "close", code: "B", to: ["A"] }, { kind: "close", code: "B1", to: ["A"] }], undefined],
    ["改称と移管を同時に", [{ kind: "rename", code: "B1", name: "新班" }, { kind: "move", code: "B1", parentCode: "A" }], undefined],
    ["新設した部の下に移管", [{ kind: "open", code: "N", name: "新部", level: "部", parentCode: "ROOT" }, { kind: "move", code: "A", parentCode: "N" }], undefined],
  ])("%s", (_, changes, expected) => {
    const messages = judged(...changes)
    if (expected) expect(messages.join("\n")).toMatch(expected)
    else expect(messages).toEqual([])
  })
})

describe("組織改正", () => {
  const plan = {
    on: nextApril,
    reason: "令和の組織改正",
    changes: [
      { kind: "open", code: "KIKAKU-DX", name: "行政DX課", level: "課", parentCode: "KIKAKU" },
      { kind: "close", code: "KIKAKU-TOKEI", to: ["KIKAKU-DX", "KIKAKU-CHOSEI"] },
      { kind: "rename", code: "KIKAKU-KOHO", name: "県民広報課" },
      { kind: "move", code: "KIKAKU-KOTSU", parentCode: "DOBOKU" },
    ] satisfies UnitChange[],
  }

  test("権限のない職員と利用者は見ることもできない", async () => {
    for (const actor of [clerk, visitor]) {
      await expect(house.work(actor, (work) => previewReorganisation(work, plan))).rejects.toMatchObject({ kind: "forbidden" })
      await expect(house.work(actor, (work) => reorganise(work, plan))).rejects.toMatchObject({ kind: "forbidden" })
    }
    expect((await house.request("/units/reorganise", { as: clerk })).status).toBe(403)
  })

  test("過ぎた日と空の改正は断る", async () => {
    await expect(house.work(administrator, (work) => reorganise(work, { ...plan, on: "2020-04-01" }))).rejects.toMatchObject({ field: "on" })
    await expect(house.work(administrator, (work) => reorganise(work, { ...plan, changes: [] }))).rejects.toMatchObject({ code: "people.reorganisation-empty" })
  })

  test("確かめるだけでは何も書かれない。登録すると、その日から職員と役割が引き継がれ、前の日は変わらない", async () => {
    const { db } = house.database
    const old = await unit("KIKAKU-TOKEI")
    const members = await membersOf(db, old.id, today)
    await db.insertInto("role_grant").values({ person_id: clerk.id, role: "test", unit_id: old.id, valid_from: "2020-04-01", valid_until: null, granted_by: null }).execute()
    const preview = await house.work(administrator, (work) => previewReorganisation(work, plan))
    expect(preview).toMatchObject({ problems: [], posts: members.length, grants: 1 })
    expect(await findUnitByCode(db, "KIKAKU-DX", nextApril)).toBeUndefined()

    const done = await house.work(administrator, (work) => reorganise(work, plan))
    expect(done).toMatchObject({ posts: members.length, grants: 2 })
    const heir = await unit("KIKAKU-DX", nextApril)
    expect(heir).toMatchObject({ name: "行政DX課" })
    expect((await membersOf(db, heir.id, nextApril)).map((one) => one.name).sort()).toEqual(members.map((one) => one.name).sort())
    expect(await membersOf(db, old.id, nextApril)).toEqual([])
    expect((await membersOf(db, old.id, nextMarch)).length).toBe(members.length)
    expect((await successorsOf(db, old.id, nextApril)).sort()).toEqual([heir.id, (await unit("KIKAKU-CHOSEI")).id].sort())
    expect(await successorsOf(db, old.id, nextMarch)).toEqual([old.id])
    expect((await unit("KIKAKU-KOHO", nextApril)).name).toBe("県民広報課")
    expect((await unit("KIKAKU-KOHO", nextMarch)).name).toBe("広報広聴課")
    expect((await unit("KIKAKU-KOTSU", nextApril)).parentId).toBe((await unit("DOBOKU")).id)
    expect((await unit("KIKAKU-KOTSU", nextMarch)).parentId).toBe((await unit("KIKAKU")).id)
    const { rows: events } = await house.database.pool.query("select action from audit_event where action = 'people.reorganised'")
    expect(events).toHaveLength(1)
    await expect(house.work(administrator, (work) => reorganise(work, plan))).rejects.toMatchObject({ code: "people.reorganisation-unsound" })
  })

  test("なくなった所属の仕事は、引き継いだ所属のものになる", async () => {
    const { db } = house.database
    const old = (await db.selectFrom("unit").select("id").where("code", "=", "KIKAKU-TOKEI").executeTakeFirstOrThrow()).id
    const heir = await unit("KIKAKU-DX", nextApril)
    const other = await unit("KIKAKU-CHOSEI", nextApril)
    const [member] = await membersOf(db, heir.id, nextApril)
    const morning = (day: string) => new Date(`${day}T09:00:00+09:00`)
    expect(unitsOf(await actorOfPerson(db, member!.personId, morning(nextApril)))).toEqual(expect.arrayContaining([heir.id, old]))
    expect(unitsOf(await actorOfPerson(db, member!.personId, morning(nextMarch)))).not.toContain(heir.id)
    const [neighbour] = await membersOf(db, (await unit("KIKAKU-KOHO", nextApril)).id, nextApril)
    expect(unitsOf(await actorOfPerson(db, neighbour!.personId, morning(nextApril)))).not.toContain(old)
    // A head's role covers it too, and it has a head to tell.
    const heads = await headsOf(db, [heir.id, other.id], nextApril)
    const [head] = heads
    const leading = await actorOfPerson(db, head!, morning(nextApril))
    expect(leading.kind === "staff" && leading.grants.find((grant) => grant.role === "head")?.unitIds).toContain(old)
    expect(heads).toEqual(expect.arrayContaining(await headsOf(db, [old], nextApril)))
    expect(heads).toContain((await headOf(db, old, nextApril))?.personId)
    expect((await workersOf(db, old, nextApril)).map((one) => one.personId)).toEqual(expect.arrayContaining([member!.personId]))
    expect((await workersOf(db, heir.id, nextApril)).length).toBeGreaterThan(0)
  })

  test("画面で入力し、確かめ、直し、登録する。同時の二つ目は断る", async () => {
    const form = {
      on: nextApril,
      reason: "班の新設",
      csv: "区分,所属コード,名称,種別,上位所属コード,引継先コード\n新設,shoko-chusho-9,支援班,班,ＳＨＯＫＯ－ＣＨＵＳＨＯ,\n",
      "changes.0.kind": "rename",
      "changes.0.code": "SHOKO-KANKO",
      "changes.0.name": "観光振興課<script>alert(1)</script>",
    }
    const preview = await house.request("/units/reorganise", { as: administrator, form })
    const html = await preview.text()
    expect(html).toContain("この内容で登録する")
    expect(html).not.toContain("<script>alert")
    const again = await (await house.request("/units/reorganise", { as: administrator, form: { ...form, _again: "1" } })).text()
    expect(again).toContain('value="SHOKO-KANKO"')
    const wrong = await house.request("/units/reorganise", { as: administrator, form: { ...form, csv: "所属,名称\nA,B" } })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain("という列は使えません")
    const answers = await Promise.all([1, 2].map(() => house.request("/units/reorganise", { as: administrator, form: { ...form, step: "apply" } })))
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422])
    expect(await (await house.request(`/units?on=${nextApril}`, { as: clerk })).text()).toContain("支援班")
    expect(await (await house.request("/units", { as: clerk })).text()).not.toContain("<code>SHOKO-CHUSHO-9</code>")
  })
})

describe("職員の取込み", () => {
  const head = "職員番号,氏名,フリガナ,メールアドレス,所属コード,職名,職位,区分,発令日"

  test("権限のない職員は取り込めない", async () => {
    await expect(house.work(clerk, (work) => importStaff(work, `${head}\n1,a,,,SOMU,主事,80,,`, today))).rejects.toMatchObject({ kind: "forbidden" })
    expect((await house.request("/people/import", { as: clerk })).status).toBe(403)
  })

  test.each([
    ["ない所属", "300001,山田 花,ヤマダ ハナ,,NAI,主事,80,,", "所属コード「NAI」"],
    ["職位が字", "300001,山田 花,,,SOMU,主事,高い,,", "職位は0から99"],
    ["氏名がない", "300001,,,,SOMU,主事,80,,", "氏名を80文字以内"],
    ["実在しない日", "300001,山田 花,,,SOMU,主事,80,,2027-02-30", "発令日は"],
    ["知らない区分", "300001,山田 花,,,SOMU,主事,80,休職,", "区分は"],
    ["同じ番号が二行", "300001,山田 花,,,SOMU,主事,80,,\n300001,山田 花,,,KIKAKU,主事,80,,", "2行目と同じ職員番号"],
    ["ほかの人のメール", "300001,山田 花,,s100101@pref.hagino.example,SOMU,主事,80,,", "職員番号 100101 の人が使っています"],
    ["いない人の退職", "300001,,,,,,,退職,", "登録されていません"],
    ["いない人の兼務だけ", "300001,山田 花,,,SOMU,主事,80,兼務,", "主たる職の行も要ります"],
    ["閉じない引用符", '300001,"山田 花,,,SOMU,主事,80,,', "CSVとして読めません"],
  ])("%s は、行を示して断り、ほかの行も取り込まない", async (_, rows, message) => {
    const csv = `${head}\n${rows}\n300002,正 しい,タダ シイ,,SOMU,主事,80,,\n`
    const said = await house
      .work(administrator, (work) => importStaff(work, csv, today))
      .then(
        () => "",
        (error: Error) => error.message,
      )
    expect(said).toContain(message)
    expect(await findStaffByNumber(house.database.db, "300002")).toBeUndefined()
  })

  test("新規・異動・兼務・訂正・退職を一度に取り込む。発令の前は変わらない", async () => {
    const { db } = house.database
    const mover = await staff("200040")
    const leaver = await staff("200041")
    const corrected = (await findStaffByNumber(db, "200042"))!
    const post = await db.selectFrom("staff_post as sp").innerJoin("unit as u", "u.id", "sp.unit_id").select(["u.code", "sp.title", "sp.rank"]).where("sp.person_id", "=", corrected.id).executeTakeFirstOrThrow()
    const csv = [
      head,
      "300010,𠮷野 葛󠄀,ヨシノ カズラ,yoshino@pref.hagino.example,SOMU-JINJI,主事,80,,",
      "300010,𠮷野 葛󠄀,ヨシノ カズラ,yoshino@pref.hagino.example,SOMU-BUNSHO,主事,80,兼務,",
      `200040,${mover.name},,s200040@pref.hagino.example,SOMU-BUNSHO,班長,60,,${nextApril.replaceAll("-", "/")}`,
      `200042,新しい 姓,アタラシイ セイ,s200042@pref.hagino.example,${post.code},${post.title},${post.rank},,`,
      `200041,,,,,,,退職,${today}`,
    ].join("\r\n")
    const preview = await house.work(administrator, (work) => previewStaffImport(work, `\uFEFF${csv}`, today))
    expect(preview.problems).toEqual([])
    expect(preview.moves.map((move) => move.move)).toEqual(["new", "concurrent", "transfer", "change", "leave"])
    expect(await findStaffByNumber(db, "300010")).toBeUndefined()
    expect(await house.work(administrator, (work) => importStaff(work, csv, today))).toMatchObject({ new: 1, concurrent: 1, transfer: 1, change: 1, leave: 1 })
    const fresh = await staff("300010")
    expect(fresh).toMatchObject({ unitName: "人事課", postTitle: "主事" })
    expect((await staff("200040")).unitName).toBe(mover.unitName)
    expect((await staff("200040", new Date(`${nextApril}T00:00:01+09:00`))).unitName).toBe("文書法制課")
    expect((await findStaffByNumber(db, "200042"))?.name).toBe("新しい 姓")
    expect((await actorOfPerson(db, leaver.id, now)).kind).toBe("visitor")
    // The same list again changes nothing but is refused for who has left.
    const again = await house.work(administrator, (work) => previewStaffImport(work, csv.split("\r\n").slice(0, 3).join("\n"), today))
    expect(again.moves.map((move) => move.move)).toEqual(["same", "same"])
  })

  test("Shift_JIS のファイルも読む", async () => {
    const { default: iconv } = await import("iconv-lite")
    const bytes = iconv.encode(`${head}\r\n300020,髙橋 はな,タカハシ ハナ,,SOMU-JINJI,主事,80,,\r\n`, "cp932")
    const body = new FormData()
    body.set("on", today)
    body.set("file", new File([new Uint8Array(bytes)], "staff.csv"))
    const encoded = new Response(body)
    const answer = await house.request("/people/import", {
      as: administrator,
      method: "POST",
      body: Buffer.from(await encoded.arrayBuffer()) as unknown as string,
      headers: { "content-type": encoded.headers.get("content-type")! },
    })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain("髙橋 はな")
  })
})

describe("役割の付与", () => {
  const grant = { personId: "", role: "plan-reviewer", from: today, reason: "評価の年度" }

  test("権限のない人、自分への付与、知らない役割、過ぎた日、重なる期間は断る", async () => {
    const other = await staff("200044")
    const give = (actor: StaffActor, more: object) => house.work(actor, (work) => grantRole(work, { ...grant, personId: other.id, ...more }))
    await expect(give(clerk, {})).rejects.toMatchObject({ kind: "forbidden" })
    await expect(give(administrator, { personId: administrator.id })).rejects.toMatchObject({ code: "people.grant-self" })
    await expect(give(administrator, { role: "head" })).rejects.toMatchObject({ field: "unitId" })
    await expect(give(administrator, { role: "staff" })).rejects.toMatchObject({ field: "role" })
    await expect(give(administrator, { role: "king" })).rejects.toMatchObject({ field: "role" })
    await expect(give(administrator, { from: "2020-04-01" })).rejects.toMatchObject({ field: "from" })
    await expect(give(administrator, { through: "2020-04-01" })).rejects.toMatchObject({ field: "through" })
    await expect(give(administrator, { unitId: other.unitId })).rejects.toMatchObject({ field: "unitId" })
    const answers = await Promise.allSettled([give(administrator, {}), give(administrator, {})])
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1)
  })

  test("付与はすぐ効き、取消しもすぐ効く。終了日の次の日には効かない", async () => {
    const { db } = house.database
    const other = await staff("200045")
    const id = await house.work(administrator, (work) => grantRole(work, { ...grant, personId: other.id, through: nextMarch }))
    expect((await staff("200045")).grants).toContainEqual({ role: "plan-reviewer", unitIds: "all" })
    expect((await staff("200045", new Date(`${nextMarch}T23:59:59+09:00`))).grants).toHaveLength(1)
    expect((await staff("200045", new Date(`${nextApril}T00:00:00+09:00`))).grants).toHaveLength(0)
    expect(await holdersOf(db, "plan-reviewer", today)).toContain(other.id)
    await house.work(administrator, (work) => revokeGrant(work, id, "任期の終わり"))
    expect((await staff("200045")).grants).toEqual([])
    expect(await holdersOf(db, "plan-reviewer", today)).not.toContain(other.id)
    await expect(house.work(administrator, (work) => revokeGrant(work, id, "もう一度"))).rejects.toMatchObject({ kind: "conflict" })
  })

  test("最後のシステム管理者は消せない", async () => {
    const own = await house.database.db.selectFrom("role_grant").select("id").where("role", "=", "administrator").executeTakeFirstOrThrow()
    await expect(house.work(administrator, (work) => revokeGrant(work, own.id, "交代"))).rejects.toMatchObject({ code: "people.last-administrator" })
  })

  test("画面から付与し、一覧に出る", async () => {
    const other = await staff("200046")
    const page = `/people/${other.id}`
    expect(await (await house.request(page, { as: clerk })).text()).not.toContain("役割を付与する")
    expect((await house.request(`${page}/grants`, { as: clerk, form: { role: "auditor", from: today, reason: "x" } })).status).toBe(403)
    const missing = await house.request(`${page}/grants`, { as: administrator, form: { role: "auditor", from: today } })
    expect(missing.status).toBe(422)
    expect((await house.request(`${page}/grants`, { as: administrator, form: { role: "auditor", from: today, reason: "監査の補助" } })).status).toBe(303)
    expect(await (await house.request("/people/roles", { as: administrator })).text()).toContain(other.name)
    expect((await house.request("/people/roles", { as: clerk })).status).toBe(403)
  })
})

describe("職員名簿", () => {
  const names = async (query: object) => (await house.work(system("test"), (work) => searchStaff(work, query))).items.map((one) => one.name)

  test.each([
    ["異体字でない字で", { text: "高橋" }, "髙橋 萌"],
    ["吉田で𠮷田", { text: "吉田恵子" }, "𠮷田 恵子"],
    ["ひらがなで", { text: "さきやま" }, "﨑山 千夏"],
    ["職員番号で", { text: "１００１０９" }, "小野寺 光"],
  ])("%s探せる", async (_, query, name) => {
    expect(await names(query)).toContain(name)
  })

  test("% や _ は字として扱い、所属で絞り、続きがある", async () => {
    expect(await names({ text: "%" })).toEqual([])
    expect(await names({ unitId: (await unit("SHOKO")).id })).toContain("﨑山 千夏")
    expect(await names({ unitId: (await unit("SHOKO")).id })).not.toContain("髙橋 萌")
    const seen = new Set<string>()
    let after: string | undefined
    do {
      const page = await house.work(system("test"), (work) => searchStaff(work, { limit: 30, after }))
      for (const one of page.items) expect(seen.has(one.id), one.name).toBe(false)
      for (const one of page.items) seen.add(one.id)
      after = page.next
    } while (after)
    expect(seen.size).toBeGreaterThan(110)
    expect(await names({ after: "こわれた続き" })).not.toEqual([])
  })

  test("申請者は名簿から見えない。県民は名簿を見られない", async () => {
    const applicant = await house.database.db.selectFrom("person").select(["id", "name"]).where("kind", "=", "applicant").executeTakeFirstOrThrow()
    expect((await house.request(`/people/${applicant.id}`, { as: clerk })).status).toBe(404)
    expect((await house.request("/people/x", { as: clerk })).status).toBe(404)
    const outside = { kind: "applicant", id: applicant.id, name: applicant.name, sessionId: "s", grants: [] } as const
    expect((await house.request("/people", { as: outside })).status).toBe(403)
    expect((await house.request("/people")).headers.get("location")).toContain("/sign-in?for=staff")
  })
})
