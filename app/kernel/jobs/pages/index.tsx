import { z } from "zod"
import { may } from "../../access/index.ts"
import type { Work } from "../../database/index.ts"
import { notFound, type Site, type Typed } from "../../http/index.ts"
import { discardJob } from "../discard-job.ts"
import { countJobs, findJob, type JobState, listDiscarded, listJobs, listSchedules } from "../find-jobs.ts"
import { paths } from "../paths.ts"
import { retryJob } from "../retry-job.ts"
import { JobPage } from "./job-page.tsx"
import { JobsPage } from "./jobs-page.tsx"

export const discardSchema = z.object({ reason: z.string().min(1).max(500).meta({ title: "理由" }) })
const nothing = z.object({})

export function jobPages(site: Site): void {
  site.staff.get(paths.jobs, async (work, c) => c.page(await jobsPage(work, stateOf(c.query("state")), c.query("after"))))
  site.staff.get(paths.job(":id"), async (work, c) => c.page(await jobPage(work, idOf(c.param("id")))))
  site.staff.post(paths.retry(":id"), { form: nothing, again: (work, c, typed) => jobPage(work, idOf(c.param("id")), typed) }, async (work, _, c) => {
    await retryJob(work, idOf(c.param("id")))
    return c.redirect(paths.jobs, "もう一度行うようにしました。")
  })
  site.staff.post(
    paths.discard(":id"),
    { form: discardSchema, again: (work, c, typed) => jobPage(work, idOf(c.param("id")), typed) },
    async (work, { reason }, c) => {
      await discardJob(work, idOf(c.param("id")), reason)
      return c.redirect(paths.jobs, "破棄しました。")
    },
  )
}

async function jobsPage(work: Work, state: JobState | undefined, after: string | undefined) {
  const [queue, counts, schedules, discarded] = await Promise.all([
    listJobs(work, { ...(state ? { state } : {}), ...(after ? { after: idOf(after) } : {}) }),
    countJobs(work),
    listSchedules(work),
    listDiscarded(work),
  ])
  const mayManage = may(work.actor, "jobs.manage")
  return <JobsPage queue={queue} counts={counts} schedules={schedules} discarded={discarded} state={state} mayManage={mayManage} />
}

async function jobPage(work: Work, id: number, typed?: Typed) {
  const job = await findJob(work, id)
  if (!job) throw notFound("ジョブ")
  return <JobPage job={job} mayManage={may(work.actor, "jobs.manage")} {...(typed ? { typed } : {})} />
}

function stateOf(text: string | undefined): JobState | undefined {
  return text === "waiting" || text === "running" || text === "failed" || text === "dead" ? text : undefined
}

export function idOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw notFound("ジョブ")
  return Number(text)
}
