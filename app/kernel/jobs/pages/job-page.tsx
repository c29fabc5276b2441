import type { Typed } from "../../http/index.ts"
import { Button, dateTime, Form, Page, Section, SummaryList, TextField } from "../../ui/index.ts"
import type { QueuedJob } from "../find-jobs.ts"
import { paths } from "../paths.ts"
import { State } from "./jobs-page.tsx"

export function JobPage({ job, mayManage, typed }: { job: QueuedJob; mayManage: boolean; typed?: Typed }) {
  return (
    <Page title={job.title} kicker={`ジョブ ${job.id}`} typed={typed} crumbs={[{ title: "ジョブ", href: paths.jobs }]}>
      <SummaryList
        rows={[
          { key: "状態", value: <State state={job.state} /> },
          { key: "名前", value: <code>{job.name}</code> },
          { key: "試行", value: `${job.attempts} / ${job.maxAttempts}回` },
          { key: "登録", value: dateTime(job.createdAt) },
          { key: "次に行う時刻", value: job.state === "dead" ? "－" : dateTime(job.runAt) },
          { key: "最後の誤り", value: job.lastError ? <pre>{job.lastError}</pre> : "－" },
        ]}
      />
      {mayManage && job.state !== "running" && (
        <>
          <Section title="もう一度行う" id="retry">
            <Form action={paths.retry(job.id)}>
              <Button>すぐに再試行する</Button>
            </Form>
          </Section>
          <Section title="破棄する" id="discard">
            <Form action={paths.discard(job.id)}>
              <TextField name="reason" label="理由" hint="行列から取り除きます。理由は記録に残ります。" required typed={typed} />
              <Button kind="danger">破棄する</Button>
            </Form>
          </Section>
        </>
      )}
    </Page>
  )
}
