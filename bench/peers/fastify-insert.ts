import Fastify from "fastify"
import pg from "pg"

// The peer of bench/filing.ts: what remains of a filing when everything but the durable insert is left out.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 })
const app = Fastify()
app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_, body, done) =>
  done(null, Object.fromEntries(new URLSearchParams(body as string))),
)
app.get("/ready", () => "ok")
app.post("/improvements", async (request, reply) => {
  const form = request.body as Record<string, string>
  const { rows } = await pool.query({
    name: "insert",
    text: `insert into improvement (initiative_id, title, present_way, proposed_way, per, minutes_now, minutes_after,
             times_a_year, people, evidence, author_id, author_name, author_unit_id, author_unit_name, state, filed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '職員', $12, '課', 'filed', now()) returning id`,
    values: [
      form.initiativeId,
      form.title,
      form.presentWay,
      form.proposedWay,
      form.per,
      Number(form.hoursNow) * 60,
      Number(form.hoursAfter) * 60,
      Number(form.timesAYear),
      Number(form.people),
      form.evidence,
      process.env.AUTHOR,
      process.env.UNIT,
    ],
  })
  return reply.redirect(`/improvements/${rows[0].id}`, 303)
})
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" })
