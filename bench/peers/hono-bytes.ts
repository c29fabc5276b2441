import { readFileSync } from "node:fs"
import { serve } from "@hono/node-server"
import { Hono } from "hono"

// The peer of bench/pages.ts: Hono sending the same bytes, and nothing else.
const page = readFileSync(process.env.PAGE!, "utf8")
const app = new Hono()
app.get("/ready", (c) => c.text("ok"))
app.get("/page", (c) => c.html(page))
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" })
