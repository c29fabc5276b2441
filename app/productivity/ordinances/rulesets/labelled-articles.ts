import { existsSync, readFileSync } from "node:fs"
import { z } from "zod"
import type { Work } from "../../../kernel/database/index.ts"
import { categories, type Labelled } from "../scanner/index.ts"

/** Like migrations, read from the project's own folder. */
const SHIPPED = "app/productivity/ordinances/scanner/quality/development-set.jsonl"

const line = z.object({
  id: z.string(),
  title: z.string().default(""),
  no: z.string().default(""),
  caption: z.string().default(""),
  text: z.string(),
  labels: z.array(z.enum(categories)),
})

let shipped: readonly Labelled[] | undefined

/** The articles that two readers labelled for Hagi, read once. */
export function shippedLabels(): readonly Labelled[] {
  return (shipped ??= existsSync(SHIPPED)
    ? readFileSync(SHIPPED, "utf8")
        .split("\n")
        .filter((text) => text.trim() !== "")
        .map((text) => line.parse(JSON.parse(text)))
    : [])
}

/** The office's own. */
export async function ownLabels(work: Work): Promise<Labelled[]> {
  const rows = await work.db.selectFrom("ordinance_label").select(["id", "title", "no", "caption", "text", "categories"]).orderBy("id").execute()
  return rows.map(({ categories: labels, ...article }) => ({ ...article, labels }))
}

/** Both together; the office's word on an article stands over the shipped one. */
export async function labelledArticles(work: Work): Promise<Labelled[]> {
  const own = await ownLabels(work)
  const texts = new Set(own.map(({ text }) => text))
  return [...own, ...shippedLabels().filter(({ text }) => !texts.has(text))]
}
