import { z } from "zod"
import { notFound, type PageContext, type Site } from "../../http/index.ts"
import { paths } from "../paths.ts"
import { personas } from "../personas.ts"
import { findDemoPerson } from "../sign-in/demo-sign-in.ts"
import { enter } from "../sign-in/enter.ts"
import { DemoPage } from "./demo-page.tsx"

const demoSchema = z.object({
  persona: z.string().min(1).max(40).meta({ title: "登場人物" }),
  return: z.string().max(2000).optional().meta({ title: "戻り先" }),
})

export function demoPages(site: Site): void {
  site.anyone.get(paths.demo, (_, c) => {
    mustBeDemo(c)
    return c.page(<DemoPage personas={personas} returnTo={c.query("return")} />)
  })
  const again = (_: unknown, c: PageContext) => {
    mustBeDemo(c)
    return <DemoPage personas={personas} />
  }
  site.anyone.post(paths.demo, { form: demoSchema, again }, async (work, input, c) => {
    const person = await findDemoPerson(work, c.config.demo, input.persona)
    return enter(work, c, person, "demo", input.return)
  })
}

function mustBeDemo(c: PageContext): void {
  if (!c.config.demo) throw notFound("ページ")
}
