import { afterAll, expect, test } from "vitest"
import { testHouse } from "../../../tests/support/house.ts"
import { ConfigError, readConfig } from "../../config.ts"
import { clientAddress } from "./client-address.ts"

const proxies = ["10.0.0.0/8", "192.0.2.1", "2001:db8::/32"]

test.each([
  ["203.0.113.9", undefined, "203.0.113.9"],
  ["203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"],
  ["192.0.2.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"],
  ["192.0.2.1", "6.6.6.6, 198.51.100.1, 10.9.9.9", "198.51.100.1"],
  ["192.0.2.1", "198.51.100.1:5511", "198.51.100.1"],
  ["2001:db8::1", "[2001:4860::8]:443", "2001:4860::8"],
  ["10.1.2.3", "unknown", "10.1.2.3"],
  ["10.1.2.3", "<script>, 10.0.0.7", "10.0.0.7"],
  ["10.1.2.3", "", "10.1.2.3"],
  ["", "198.51.100.1", ""],
])("つないできた %s が「%s」と言えば、相手は %s", (remote, forwardedFor, client) => {
  expect(clientAddress(remote, forwardedFor, proxies)).toBe(client)
})

test("信じる代理を設定しなければ、だれの X-Forwarded-For も信じない", () => {
  expect(clientAddress("127.0.0.1", "198.51.100.1", [])).toBe("127.0.0.1")
})

test("代理の設定の誤りは、始めるときに言う", () => {
  expect(readConfig({ HAGI_ROOT: "/", HAGI_TRUSTED_PROXIES: "10.0.0.0/8, ::1" }).trustedProxies).toEqual(["10.0.0.0/8", "::1"])
  for (const wrong of ["proxy.local", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/", "*"]) {
    expect(() => readConfig({ HAGI_ROOT: "/", HAGI_TRUSTED_PROXIES: wrong })).toThrow(ConfigError)
  }
})

const house = await testHouse({ env: { HAGI_TRUSTED_PROXIES: "10.0.0.5", HAGI_DEMO: "0" } })
afterAll(house.close)

test("失敗の数は代理ではなく相手の番地で数える", async () => {
  const fail = (forwarded: string, remote: string) =>
    house.request("/sign-in/password", { form: { who: "staff", account: "nobody", password: "x" }, headers: { "x-forwarded-for": forwarded }, remote })
  await fail("198.51.100.1", "10.0.0.5")
  await fail("198.51.100.2", "203.0.113.7")
  const { rows } = await house.database.pool.query("select address from sign_in_attempt order by id")
  expect(rows.map((row) => row.address)).toEqual(["198.51.100.1", "203.0.113.7"])
})
