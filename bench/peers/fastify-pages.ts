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
app.post("/applications", async (request, reply) => {
  const { callId, unitId, ownerId, party, answers, asked } = request.body as Record<string, string>
  const { rows } = await pool.query({
    name: "insert",
    text: `insert into subsidy_application (call_id, unit_id, owner_id, party, answers, asked, title, summary, wanted_yen, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, '検査の自動化', '検査の機械を入れて、検査の時間を半分にする。', 600000, now(), now()) returning id`,
    values: [callId, unitId, ownerId, party, answers, asked],
  })
  return reply.redirect(`/receipt/${rows[0].id}`, 303)
})
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" })
