import type { Module } from "../../app/module.ts"
import { system } from "../../app/kernel/access/index.ts"
import { expiredSessionPerson, identify, identifyToken } from "../../app/kernel/people/index.ts"
import { peopleModule } from "../../app/kernel/people/module.ts"
import { type TestHouse, testHouse } from "./house.ts"

/** A house in which people really sign in: cookies and tokens are looked up in the database. */
export async function peopleHouse(options: { env?: Record<string, string>; seed?: boolean; modules?: readonly Module[] } = {}): Promise<TestHouse> {
  const house = await testHouse({ modules: [peopleModule, ...(options.modules ?? [])], ...(options.env ? { env: options.env } : {}) })
  const { db } = house.database
  const pretended = house.house.identify
  house.house.identify = async (token, now) => {
    const actor = await pretended(token, now)
    return actor.kind === "visitor" ? identify(db, token, now) : actor
  }
  house.house.identifyToken = (token, now) => identifyToken(db, token, now)
  house.house.personOfToken = (token) => expiredSessionPerson(db, token)
  if (options.seed !== false) await house.work(system("test"), async (work) => peopleModule.seed!(work))
  return house
}

/** The cookies an answer sets, by name. */
export function cookiesOf(answer: Response): Record<string, string> {
  return Object.fromEntries(
    answer.headers.getSetCookie().map((line) => {
      const [pair = ""] = line.split(";")
      const at = pair.indexOf("=")
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
