import type { Work } from "../../database/index.ts"
import { notFound, refusal } from "../../http/refusal.ts"
import { personas } from "../personas.ts"

/** The person of a persona. Outside a demo there is no such page. */
export async function findDemoPerson(work: Work, demo: boolean, key: string): Promise<{ id: string; kind: "staff" | "applicant" }> {
  if (!demo) throw notFound("ページ")
  const persona = personas.find((one) => one.key === key)
  if (!persona) throw notFound("登場人物")
  // By name too: should a real prefecture be started as a demo by mistake, its staff numbers open no door here.
  let query = work.db.selectFrom("person").select(["id", "kind"]).where("status", "=", "active").where("name", "=", persona.name)
  query = persona.staffNumber
    ? query.where("staff_number", "=", persona.staffNumber)
    : query.where("kind", "=", "applicant").where("mail", "=", persona.mail!)
  const person = await query.executeTakeFirst()
  if (!person) throw refusal("not-found", "people.persona-left", `${persona.name}さんは、いまはこのデモにいません。`)
  return person
}
