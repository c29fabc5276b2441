import { randomBytes } from "node:crypto"
import { TOTP, Secret } from "otpauth"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { TestHouse } from "../../../tests/support/house.ts"
import { cookiesOf, peopleHouse } from "../../../tests/support/people-house.ts"
import { system } from "../access/index.ts"
import { findStaffByNumber, identify } from "./index.ts"
import { passwordIsTooWeak } from "./rules/password-is-too-weak.ts"
import { noteAttempt, tooManyAttempts } from "./sign-in/attempts.ts"
import { storePassword } from "./sign-in/passwords.ts"
import { confirmTotp, newTotpSecret, useTotpCode } from "./sign-in/totp.ts"
import { renewRecoveryCodes } from "./sign-in/recovery-codes.ts"

let house: TestHouse
beforeAll(async () => {
  house = await peopleHouse({ env: { HAGI_DEMO: "0" } })
})
afterAll(() => house.close())

const PASSWORD = "みやこ草と月見だんご"
const codeOf = (secret: string, at = Date.now()) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })

async function withPassword(staffNumber: string) {
  const person = (await findStaffByNumber(house.database.db, staffNumber))!
  await house.work(system("test"), (work) => storePassword(work, person.id, `${PASSWORD}、またあした`))
  return person
}
const right = `${PASSWORD}、またあした`

const first = (account: string, password: string, more: Record<string, string> = {}) =>
  house.request("/sign-in/password", { form: { who: "staff", account, password, ...more } })

async function withTotp(staffNumber: string) {
  const person = await withPassword(staffNumber)
  const secret = await newTotpSecret()
  // Set half a minute ago, so that the present code is a new one.
  await house.work(system("test"), (work) => confirmTotp(work, person.id, secret, codeOf(secret, Date.now() - 60_000)), new Date(Date.now() - 60_000))
  return { person, secret }
}

async function flowOf(staffNumber: string) {
  const answer = await first(staffNumber, right)
  expect(answer.status).toBe(303)
  return `hagi_sign_in=${cookiesOf(answer).hagi_sign_in}`
}

describe("職員番号とパスワード", () => {
  test("知らない職員番号、違うパスワード、パスワード未設定は、同じ言葉で断る", async () => {
    await withPassword("200020")
    for (const [account, password] of [["999999", right], ["200020", "ちがうパスワードです"], ["200021", right]] as const) {
      const answer = await first(account, password)
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).toContain("職員番号かパスワードが違います。")
      expect(html).toContain(`value="${account}"`)
      expect(html).not.toContain(password)
      expect(cookiesOf(answer)).not.toHaveProperty("hagi_session")
    }
  })

  test("申請者の入口から職員の番号では入れない", async () => {
    await withPassword("200022")
    const answer = await house.request("/sign-in/password", { form: { who: "applicant", account: "200022", password: right } })
    expect(answer.status).toBe(422)
  })

  test("パスワードだけではセッションにならず、二つ目の登録を求められる", async () => {
    await withPassword("200023")
    const answer = await first("２０００２３", right)
    expect(answer.headers.get("location")).toBe("/sign-in/enrol")
    expect(cookiesOf(answer)).not.toHaveProperty("hagi_session")
    const cookie = `hagi_sign_in=${cookiesOf(answer).hagi_sign_in}`
    const page = await (await house.request("/sign-in/enrol", { cookie })).text()
    expect(page).toContain("<svg")
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)![1]!.replaceAll(" ", "")
    const wrong = await house.request("/sign-in/enrol", { cookie, form: { code: "000000" } })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain(secret.slice(0, 4))
    const done = await house.request("/sign-in/enrol", { cookie, form: { code: codeOf(secret) } })
    expect(done.status).toBe(200)
    const html = await done.text()
    expect(html.match(/<code>[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}<\/code>/g)).toHaveLength(10)
    expect((await identify(house.database.db, cookiesOf(done).hagi_session, new Date())).kind).toBe("staff")
    const again = await house.request("/sign-in/enrol", { cookie, form: { code: codeOf(secret) } })
    expect(cookiesOf(again)).not.toHaveProperty("hagi_session")
  })

  test("失敗が5回続くと、正しくても待つ時刻を告げて断る。ほかの人は入れる", async () => {
    await withTotp("200024")
    for (let n = 0; n < 5; n++) expect((await first("200024", "ちがうパスワードです")).status).toBe(422)
    const answer = await first("200024", right)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/失敗が続いたため、いまはサインインできません。\d\d:\d\d以降にもう一度/)
    await withTotp("200025")
    expect((await first("200025", right)).status).toBe(303)
    await house.database.db.updateTable("sign_in_attempt").set({ at: new Date(Date.now() - 16 * 60_000) }).execute()
    expect((await first("200024", right)).status).toBe(303)
  })

  test("同時に20回試しても、数えられるのは上限まで", async () => {
    await withTotp("200026")
    const answers = await Promise.all(Array.from({ length: 20 }, () => first("200026", "ちがうパスワードです")))
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(texts.filter((text) => text.includes("パスワードが違います")).length).toBeLessThanOrEqual(5)
    expect(answers.every((answer) => answer.status === 422)).toBe(true)
  })

  test("退職した職員は入れない", async () => {
    const person = await withPassword("200027")
    await house.database.db.updateTable("person").set({ status: "left" }).where("id", "=", person.id).execute()
    expect((await first("200027", right)).status).toBe(422)
  })

  test("終わると、頼まれた自分のサイトの画面へ戻る", async () => {
    const { secret } = await withTotp("200028")
    for (const [asked, went] of [["/plan", "/plan"], ["//evil.example", "/desk"]] as const) {
      const answer = await first("200028", right, { return: asked })
      const cookie = `hagi_sign_in=${cookiesOf(answer).hagi_sign_in}`
      await house.database.db.updateTable("credential_totp").set({ last_step: 0 }).execute()
      const done = await house.request("/sign-in/second", { cookie, form: { code: codeOf(secret) } })
      expect(done.headers.get("location")).toBe(went)
    }
  })
})

describe("接続元ごとの上限と記録", () => {
  const attempt = (account: string) => ({ kind: "password-staff", account, address: "198.51.100.7" })
  const asked = (account: string) => house.work(system("test"), (work) => tooManyAttempts(work, attempt(account)))

  test("一つの接続元から100回失敗すると、別の番号でも断る。ほかの接続元は断らない", async () => {
    await house.database.db.deleteFrom("sign_in_attempt").execute()
    const rows = Array.from({ length: 99 }, () => ({ kind: "x", account_hash: randomBytes(32), address: "198.51.100.7", failed: true }))
    await house.database.db.insertInto("sign_in_attempt").values(rows).execute()
    expect(await asked("1")).toBeUndefined()
    await house.work(system("test"), (work) => noteAttempt(work, attempt("2"), true))
    expect(await asked("3")).toMatchObject({ code: "people.too-many-attempts" })
    expect(await house.work(system("test"), (work) => tooManyAttempts(work, { ...attempt("3"), address: "198.51.100.8" }))).toBeUndefined()
    await house.database.db.deleteFrom("sign_in_attempt").execute()
  })

  test("成功も失敗も記録に残り、知らない番号そのものは残らない", async () => {
    const { person, secret } = await withTotp("200029")
    await first("200029", "ちがうパスワードです")
    await first("まちがえて入れたパスワード", "x")
    await house.request("/sign-in/second", { cookie: await flowOf("200029"), form: { code: codeOf(secret) } })
    const { rows } = await house.database.pool.query("select action, subject_id, detail::text as detail from audit_event where action like 'people.sign%'")
    const own = rows.filter((row) => row.subject_id === person.id).map((row) => row.action)
    expect(own).toEqual(expect.arrayContaining(["people.sign-in-failed", "people.signed-in"]))
    expect(JSON.stringify(rows)).not.toContain("まちがえて")
  })
})

describe("二つ目の確かめ", () => {
  test("途中の札がなければ、はじめから", async () => {
    expect((await house.request("/sign-in/second")).headers.get("location")).toBe("/sign-in")
    expect((await house.request("/sign-in/second", { form: { code: "123456" } })).status).toBe(409)
    expect((await house.request("/sign-in/enrol", { cookie: "hagi_sign_in=x", form: { code: "123456" } })).status).toBe(409)
  })

  test("二つ目がある人は、パスワードだけで別のを登録できない", async () => {
    await withTotp("200030")
    const cookie = await flowOf("200030")
    expect((await house.request("/sign-in/enrol", { cookie })).status).toBe(409)
  })

  test("番号は一度だけ。同時に使っても一度だけ", async () => {
    const { person, secret } = await withTotp("200031")
    const code = codeOf(secret)
    const cookie = await flowOf("200031")
    const results = await Promise.all(Array.from({ length: 4 }, () => house.work(system("test"), (work) => useTotpCode(work, person.id, code))))
    expect(results.filter(Boolean)).toHaveLength(1)
    const replay = await house.request("/sign-in/second", { cookie, form: { code } })
    expect(replay.status).toBe(422)
    expect(await replay.text()).toContain("番号が違うか、使い終わっています")
  })

  test("認証アプリの番号で入れて、札は使い切り", async () => {
    const { secret } = await withTotp("200032")
    const cookie = await flowOf("200032")
    const done = await house.request("/sign-in/second", { cookie, form: { code: codeOf(secret) } })
    expect(done.status).toBe(303)
    expect((await identify(house.database.db, cookiesOf(done).hagi_session, new Date())).kind).toBe("staff")
    expect((await house.request("/sign-in/second", { cookie, form: { code: codeOf(secret, Date.now() + 30_000) } })).status).toBe(409)
  })

  test("回復コードは一つにつき一度だけ", async () => {
    const { person } = await withTotp("200033")
    const codes = await house.work(system("test"), (work) => renewRecoveryCodes(work, person.id))
    const done = await house.request("/sign-in/second", { cookie: await flowOf("200033"), form: { code: codes[0]!.toUpperCase() } })
    expect(done.status).toBe(303)
    const twice = await house.request("/sign-in/second", { cookie: await flowOf("200033"), form: { code: codes[0]! } })
    expect(twice.status).toBe(422)
  })

  test("番号の当てずっぽうは5回まで", async () => {
    const { secret } = await withTotp("200034")
    const cookie = await flowOf("200034")
    for (let n = 0; n < 5; n++) await house.request("/sign-in/second", { cookie, form: { code: "000001" } })
    const answer = await house.request("/sign-in/second", { cookie, form: { code: codeOf(secret) } })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain("失敗が続いたため")
  })
})

describe("パスワードの強さ", () => {
  test.each([
    ["短い", "短いパス", "people.password-short"],
    ["同じ文字ばかり", "aaaaaaaaaaaaaa", "people.password-plain"],
    ["職員番号を含む", "わたしは200020ですよろしく", "people.password-own"],
    ["ありふれた", "password12345", "people.password-common"],
    ["長すぎる", "abcdefgh".repeat(40), "people.password-long"],
  ])("%sものは断る", (_, password, code) => {
    expect(passwordIsTooWeak(password, ["200020", null])?.code).toBe(code)
  })

  test("十分に長い文は使える", () => {
    expect(passwordIsTooWeak(PASSWORD + "、またあした", ["200020", "s200020@pref.hagino.example"])).toBeUndefined()
  })
})
