import Fastify from "fastify"
import pg from "pg"

// The peer of bench/deadline-hour.ts and bench/submit.ts: what remains of saving a page and of filing when everything but
// the durable row is left out.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 })
const app = Fastify()
app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_, body, done) =>
  done(null, Object.fromEntries(new URLSearchParams(body as string))),
)
app.get("/ready", () => "ok")
app.post("/pages/:id", async (request, reply) => {
  const { id } = request.params as { id: string }
  const { title, summary } = request.body as Record<string, string>
  await pool.query({
    name: "save",
    text: `update subsidy_application set title = $2, summary = $3, saved_steps = array_append(array_remove(saved_steps, 'project'), 'project'),
             version = version + 1, updated_at = now() where id = $1`,
    values: [id, title, summary],
  })
  return reply.redirect("/next", 303)
})
// What an application holds when it is filed, all but its number and case.
const WRITTEN = [
  ...["call_id", "unit_id", "owner_id", "form_version_id", "eligibility", "party", "title", "summary", "starts_on", "ends_on", "costs", "income"],
  ...["answers", "asked", "saved_steps", "wanted_yen", "process_by", "content_sha256", "search"],
]
app.post("/applications", async (request, reply) => {
  const row = request.body as Record<string, unknown>
  const { rows } = await pool.query({
    name: "insert",
    text: `insert into subsidy_application (${WRITTEN.join(", ")}, created_at, updated_at)
           values (${WRITTEN.map((_, at) => `$${at + 1}`).join(", ")}, now(), now()) returning id`,
    values: WRITTEN.map((column) => row[column]),
  })
  return reply.redirect(`/receipt/${rows[0].id}`, 303)
})
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" })
