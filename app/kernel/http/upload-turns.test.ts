import { setTimeout as after } from "node:timers/promises"
import { afterAll, expect, test } from "vitest"
import { z } from "zod"
import { testHouse } from "../../../tests/support/house.ts"
import type { Module } from "../../module.ts"
import { Page } from "../ui/index.ts"

let inside = 0
let stored = 0
let disk: Promise<void>
const slow: Module = {
  name: "slow",
  title: "遅いディスク",
  pages(site) {
    const form = z.object({ title: z.string().optional() })
    const again = () => Page({ title: "もう一度", children: null })
    site.anyone.post("/slow/file", { form, again, maxBytes: 1_000_000 }, async (work, { title }, c) => {
      await work.db.selectFrom("company").select("id").limit(1).execute()
      inside++
      // As storeDocument waits for the disk, in its transaction.
      await disk
      inside--
      if (title === "断る") throw new Error("refused")
      stored++
      return c.redirect("/slow")
    })
    site.anyone.post("/slow/words", { form, again }, async (work, _, c) => {
      await work.db.selectFrom("company").select("id").limit(1).execute()
      return c.redirect("/slow")
    })
  },
}
const house = await testHouse({ modules: [slow], env: { HAGI_POOL: "8" } })
afterAll(house.close)

const upload = (title: string) => {
  const body = ["--y", 'Content-Disposition: form-data; name="title"', "", title, "--y", 'Content-Disposition: form-data; name="file"; filename="a.txt"', "Content-Type: text/plain", "", "本文", "--y--", ""].join("\r\n")
  return house.request("/slow/file", { body, headers: { "content-type": "multipart/form-data; boundary=y" } })
}

test("ディスクが遅くても、ファイルを送る人は接続の半分までしか持たず、ほかの人は待たない", async () => {
  let release = () => {}
  disk = new Promise((resolve) => (release = resolve))
  const uploads = Array.from({ length: 20 }, (_, at) => upload(at % 5 === 0 ? "断る" : "送る"))
  for (let waited = 0; inside < 4 && waited < 5000; waited += 20) await after(20)
  await after(100)
  expect(inside).toBe(4)
  const words = await Promise.race([house.request("/slow/words", { form: { title: "送る" } }), after(3000)])
  expect(words?.status).toBe(303)
  release()
  const statuses = (await Promise.all(uploads)).map(({ status }) => status)
  // A turn that failed is given back too: everybody had theirs.
  expect([statuses.filter((status) => status === 303).length, statuses.filter((status) => status === 500).length, stored]).toEqual([16, 4, 16])
})
