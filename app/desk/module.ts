import { z } from "zod"
import { civilDateOf } from "../kernel/database/index.ts"
import type { Module } from "../module.ts"
import { deskApi } from "./api.ts"
import { unfollow } from "./follow.ts"
import { DeskPage } from "./pages/desk-page.tsx"
import { paths } from "./paths.ts"
import { readDesk } from "./read-desk.ts"

const unfollowForm = z.object({ kind: z.string().min(1).max(60).meta({ title: "種類" }), id: z.uuid().meta({ title: "対象" }) })

/** A member of staff's own page, over what every module says waits for them. It is given the modules; it names none. */
export function deskModule(modules: () => readonly Module[]): Module {
  const page = async (work: Parameters<typeof readDesk>[0], kind?: string) => {
    if (work.actor.kind !== "staff") throw new Error("the desk stands behind the staff door")
    const { name, unitName } = work.actor
    return DeskPage({ desk: await readDesk(work, modules(), kind), name, unitName, today: civilDateOf(work.now), kind })
  }
  return {
    name: "desk",
    title: "机",
    migrations: "app/desk/migrations",
    pages(site) {
      site.staff.get(paths.desk, async (work, c) => c.page(await page(work, c.query("kind")?.slice(0, 40))))
      site.staff.post(paths.unfollow, { form: unfollowForm, again: (work) => page(work) }, async (work, subject, c) => {
        await unfollow(work, subject)
        return c.redirect(paths.desk, "見守るのをやめました。")
      })
    },
    api: (api) => deskApi(api, modules),
  }
}
