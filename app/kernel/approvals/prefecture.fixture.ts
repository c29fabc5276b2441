import { actorOfPerson } from "../people/index.ts"
import type { StaffActor } from "../access/index.ts"
import type { Db } from "../database/index.ts"

/** A small prefecture for the tests: 県 ＞ 総務部 ＞ 行政経営課 ＞ 推進班, and 財政課 beside it. */
export interface Prefecture {
  units: Record<"ken" | "bu" | "ka" | "han" | "zaisei", string>
  people: Record<PersonKey, string>
  actor(key: PersonKey): Promise<StaffActor>
}

const posts = {
  chiji: ["ken", "知事", 0, "知事 一郎"],
  fuku: ["ken", "副知事", 10, "副 知子"],
  bucho: ["bu", "部長", 20, "八重樫 隆"],
  jicho: ["bu", "次長", 30, "次 二郎"],
  kacho: ["ka", "課長", 40, "佐伯 誠一"],
  hosa: ["ka", "総括課長補佐", 50, "補佐 三郎"],
  hancho: ["han", "班長", 60, "班 四郎"],
  shuji: ["han", "主事", 80, "菅原 大地"],
  zkacho: ["zaisei", "課長", 40, "財 政子"],
  zshuji: ["zaisei", "主事", 80, "財 主事"],
} as const

export type PersonKey = keyof typeof posts

export async function buildPrefecture(db: Db, now: Date): Promise<Prefecture> {
  const from = "2020-04-01"
  const unitRows = await db
    .insertInto("unit")
    .values(["KEN", "BU", "KA", "HAN", "ZAISEI"].map((code) => ({ code })))
    .returning(["id", "code"])
    .execute()
  const id = (code: string) => unitRows.find((row) => row.code === code)!.id
  const units = { ken: id("KEN"), bu: id("BU"), ka: id("KA"), han: id("HAN"), zaisei: id("ZAISEI") }
  await db
    .insertInto("unit_period")
    .values([
      { unit_id: units.ken, parent_id: null, name: "萩野県", valid_from: from },
      { unit_id: units.bu, parent_id: units.ken, name: "総務部", valid_from: from },
      { unit_id: units.ka, parent_id: units.bu, name: "行政経営課", valid_from: from },
      { unit_id: units.han, parent_id: units.ka, name: "推進班", valid_from: from },
      { unit_id: units.zaisei, parent_id: units.bu, name: "財政課", valid_from: from },
    ])
    .execute()
  const people = {} as Record<PersonKey, string>
  let number = 1
  for (const [key, [unit, title, rank, name]] of Object.entries(posts)) {
    const person = await db
      .insertInto("person")
      .values({ kind: "staff", name, staff_number: `T${number++}` })
      .returning("id")
      .executeTakeFirstOrThrow()
    people[key as PersonKey] = person.id
    await db.insertInto("staff_post").values({ person_id: person.id, unit_id: units[unit], title, rank, valid_from: from }).execute()
  }
  return {
    units,
    people,
    actor: async (key) => {
      const actor = await actorOfPerson(db, people[key], now)
      if (actor.kind !== "staff") throw new Error(`${key} is nobody`)
      return actor
    },
  }
}
