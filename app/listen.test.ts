import { connect } from "node:net"
import { setTimeout as after } from "node:timers/promises"
import { expect, test } from "vitest"
import { readConfig } from "./config.ts"
import { listen } from "./listen.ts"

test("終わるときは、相手が切ってしまった送信も、処理が済むまで待つ", async () => {
  let began: (() => void) | undefined
  const begun = new Promise<void>((resolve) => (began = resolve))
  let done = false
  const server = await listen(
    async () => {
      began!()
      await after(100)
      done = true
      return new Response("済")
    },
    readConfig({ PORT: "0", HOST: "127.0.0.1" }),
  )
  const caller = connect(Number(new URL(server.origin).port), "127.0.0.1")
  caller.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
  await begun
  caller.destroy()
  await server.close()
  expect(done).toBe(true)
})
