import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { TestHouse } from "../../../tests/support/house.ts"
import { cookiesOf, peopleHouse } from "../../../tests/support/people-house.ts"
import { configureMail } from "../notices/index.ts"
import { identify, setupLink } from "./index.ts"

let house: TestHouse
beforeAll(async () => {
  house = await peopleHouse({ env: { HAGI_DEMO: "0" } })
  configureMail({ url: "smtp://mail.example" })
})
afterAll(() => house.close())

const known = "aoki@resident.example"
const password = "みやこ草と月見だんご、またあした"

async function mails(to: string) {
  return house.database.db.selectFrom("notice_mail").select(["subject", "text"]).where("recipient", "=", to).orderBy("id", "desc").execute()
}

async function linkIn(to: string): Promise<string> {
  const [newest] = await mails(to)
  return new URL(/http\S+/.exec(newest!.text!)![0]).pathname
}

describe("メールのリンク", () => {
  test("知らない宛先でも同じ答えで、何も送られない", async () => {
    const answers = await Promise.all(
      [known, "nobody@resident.example"].map(async (mail) => {
        const answer = await house.request("/sign-in/mail", { form: { mail } })
        return [answer.status, (await answer.text()).replaceAll(mail, "宛先")]
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(await mails("nobody@resident.example")).toEqual([])
  })

  test.each(["", "ただの文字", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example"])("宛先「%s」は断る", async (mail) => {
    expect((await house.request("/sign-in/mail", { form: { mail } })).status).toBe(422)
  })

  test("開いただけでは使ったことにならず、押すと一度だけ入れる。同時に押しても一度だけ", async () => {
    const person = "murata@hagi-seisakusho.example"
    await house.request("/sign-in/mail", { form: { mail: person, return: "/apply" } })
    const link = await linkIn(person)
    for (let n = 0; n < 2; n++) expect((await house.request(link)).status).toBe(200)
    const answers = await Promise.all(Array.from({ length: 5 }, () => house.request(link, { form: {} })))
    const inside = answers.filter((answer) => cookiesOf(answer).hagi_session)
    expect(inside).toHaveLength(1)
    expect(inside[0]!.headers.get("location")).toBe("/apply")
    expect((await identify(house.database.db, cookiesOf(inside[0]!).hagi_session, new Date())).kind).toBe("applicant")
    expect((await house.request(link)).status).toBe(404)
  })

  test("15分を過ぎたリンクは使えない", async () => {
    const person = "endo@tsukimi-foods.example"
    await house.request("/sign-in/mail", { form: { mail: person } })
    const link = await linkIn(person)
    await house.database.db.updateTable("sign_in_link").set({ expires_at: new Date(Date.now() - 1000) }).where("mail", "=", person).execute()
    expect((await house.request(link, { form: {} })).status).toBe(404)
  })

  test("サインイン用のリンクでパスワードは変えられない。逆もできない", async () => {
    await house.request("/sign-in/mail", { form: { mail: known } })
    const token = (await linkIn(known)).split("/").at(-1)
    expect((await house.request(`/sign-in/new-password/${token}`, { form: { password } })).status).toBe(404)
    expect((await house.request(`/register/${token}`, { form: { name: "青木" } })).status).toBe(404)
  })

  test("同じ宛先へは15分に5通まで", async () => {
    for (let n = 0; n < 5; n++) await house.request("/sign-in/mail", { form: { mail: "many@resident.example" } })
    const answer = await house.request("/sign-in/mail", { form: { mail: "MANY@resident.example" } })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain("以降にもう一度")
  })
})

describe("利用登録とパスワードの再設定", () => {
  test("登録したら入っていて、パスワードでも入れる", async () => {
    const mail = "new@resident.example"
    await house.request("/register", { form: { mail } })
    const link = await linkIn(mail)
    const weak = await house.request(link, { form: { name: "𠮷田 葛󠄀", password: "短い" } })
    expect(weak.status).toBe(422)
    expect(await weak.text()).toContain("𠮷田 葛󠄀")
    const done = await house.request(link, { form: { name: "𠮷田 葛󠄀", kana: "ヨシダ カズラ", password } })
    expect(await identify(house.database.db, cookiesOf(done).hagi_session, new Date())).toMatchObject({ kind: "applicant", name: "𠮷田 葛󠄀" })
    const answer = await house.request("/sign-in/password", { form: { who: "applicant", account: mail, password } })
    expect(answer.headers.get("location")).toBe("/")
    // Once more with a known address: a way in, and no second person.
    await house.request("/register", { form: { mail } })
    expect(await linkIn(mail)).toMatch(/^\/sign-in\/link\//)
  })

  test("再設定を二つ同時に使っても一つだけ通り、前のセッションは終わる", async () => {
    const person = await house.database.db.selectFrom("person").select("id").where("mail", "=", known).executeTakeFirstOrThrow()
    await house.database.db.deleteFrom("sign_in_attempt").execute()
    await house.request("/sign-in/mail", { form: { mail: known } })
    const session = cookiesOf(await house.request(await linkIn(known), { form: {} })).hagi_session
    await house.request("/sign-in/forgotten", { form: { mail: known } })
    const one = await linkIn(known)
    await house.request("/sign-in/forgotten", { form: { mail: known } })
    const two = await linkIn(known)
    const answers = await Promise.all([
      house.request(one, { form: { password: `${password}一` } }),
      house.request(one, { form: { password: `${password}二` } }),
      house.request(two, { form: { password: `${password}三` } }),
    ])
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
    expect((await identify(house.database.db, session, new Date())).kind).toBe("visitor")
    const { n } = await house.database.db
      .selectFrom("sign_in_link")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("person_id", "=", person.id)
      .where("used_at", "is", null)
      .executeTakeFirstOrThrow()
    expect(n).toBe(0)
  })

  test("GビズIDは、つながっていないことを画面で言う", async () => {
    expect(await (await house.request("/sign-in?for=applicant")).text()).toContain("この環境はGビズIDに接続していません")
    expect((await house.request("/sign-in/gbizid")).status).toBe(503)
  })
})

describe("最初のシステム管理者", () => {
  test("職員がいれば、リンクは作られず画面もない", async () => {
    expect(await setupLink(house.database.db, house.house.config)).toBeUndefined()
    expect((await house.request("/setup")).status).toBe(404)
    expect((await house.request("/setup?token=x")).status).toBe(404)
  })

  test("空の県では一度だけ使え、同時に二人は作れない", async () => {
    const empty = await peopleHouse({ env: { HAGI_DEMO: "0" }, seed: false })
    const { db } = empty.database
    const old = await setupLink(db, empty.house.config)
    const link = await setupLink(db, empty.house.config)
    expect((await empty.request(old!)).status).toBe(404)
    expect((await empty.request(link!)).status).toBe(200)
    const token = new URL(link!).searchParams.get("token")!
    const form = { token, prefecture: "萩野県", unit: "デジタル推進課", staffNumber: "A-001", name: "小野寺 光", password }
    expect((await empty.request("/setup", { form: { ...form, password: "" } })).status).toBe(422)
    expect((await empty.request("/setup", { form: { ...form, token: "x" } })).status).toBe(404)
    const answers = await Promise.all([empty.request("/setup", { form }), empty.request("/setup", { form: { ...form, staffNumber: "A-002" } })])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 404])
    expect(answers.find((answer) => answer.status === 303)!.headers.get("location")).toBe("/sign-in/enrol")
    expect((await empty.request(link!)).status).toBe(404)
    expect(await setupLink(db, empty.house.config)).toBeUndefined()
    await empty.close()
  })
})
