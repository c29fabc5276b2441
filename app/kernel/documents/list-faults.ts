import type { Work } from "../database/index.ts"

export async function listFaults(work: Work) {
  const [last, faults] = await Promise.all([
    work.db.selectFrom("document_check").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst(),
    work.db
      .selectFrom("document_fault as f")
      .leftJoin("document as d", (join) => join.onRef("d.sha256", "=", "f.sha256").on("d.removed_at", "is", null))
      .select((eb) => ["f.sha256", "f.fault", eb.fn<(string | null)[]>("array_agg", ["d.name"]).as("names")])
      .groupBy(["f.sha256", "f.fault"])
      .orderBy("f.sha256")
      .limit(200)
      .execute(),
  ])
  return { last, faults: faults.map((row) => ({ ...row, names: row.names.filter((name) => name !== null) })) }
}
