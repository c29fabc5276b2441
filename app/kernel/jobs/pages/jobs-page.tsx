import { Button, dateTimeShort, EmptyState, Form, Grid, Page, Pagination, Section, StatNumber, StatusTag, Table, Tabs, type Tone } from "../../ui/index.ts"
import type { Discarded, JobsPage as Queue, JobState, QueuedJob, ScheduleRow } from "../find-jobs.ts"
import { paths } from "../paths.ts"

export const stateWords: Record<JobState, { words: string; tone: Tone }> = {
  waiting: { words: "待ち", tone: "neutral" },
  running: { words: "実行中", tone: "info" },
  failed: { words: "再試行待ち", tone: "warning" },
  dead: { words: "中止（失敗）", tone: "danger" },
}
const states: readonly JobState[] = ["dead", "failed", "waiting", "running"]

export interface JobsPageProps {
  queue: Queue
  counts: Record<JobState, number>
  schedules: readonly ScheduleRow[]
  discarded: readonly Discarded[]
  state: JobState | undefined
  mayManage: boolean
}

export function JobsPage({ queue, counts, schedules, discarded, state, mayManage }: JobsPageProps) {
  return (
    <Page title="ジョブ" lead="画面の外で行われる仕事です。失敗した仕事は間を置いて自動で再試行され、回数を使い切ると中止になります。">
      <Grid small>
        {states.map((one) => (
          <StatNumber label={stateWords[one].words} value={counts[one]} unit="件" />
        ))}
      </Grid>
      <Section title="待ち行列" id="queue">
        <Tabs
          label="状態"
          tabs={[
            { title: "すべて", href: paths.jobs, current: !state },
            ...states.map((one) => ({ title: stateWords[one].words, href: `${paths.jobs}?state=${one}`, current: state === one, count: counts[one] })),
          ]}
        />
        {queue.items.length === 0 ? (
          <EmptyState title={state === "dead" ? "中止されたジョブはありません" : "待っているジョブはありません"} />
        ) : (
          <Table<QueuedJob>
            caption="ジョブの一覧"
            captionHidden
            rows={queue.items}
            columns={[
              { key: "title", title: "仕事", rowHeader: true, cell: (job) => <a href={paths.job(job.id)}>{job.title}</a> },
              { key: "state", title: "状態", nowrap: true, cell: (job) => <State state={job.state} /> },
              { key: "attempts", title: "試行", align: "right", nowrap: true, cell: (job) => `${job.attempts} / ${job.maxAttempts}回` },
              { key: "runAt", title: "次に行う時刻", nowrap: true, cell: (job) => (job.state === "dead" ? "－" : dateTimeShort(job.runAt)) },
              { key: "lastError", title: "最後の誤り", cell: (job) => (job.lastError ? job.lastError.slice(0, 160) : "－") },
              {
                key: "do",
                title: "操作",
                nowrap: true,
                cell: (job) =>
                  mayManage && (job.state === "dead" || job.state === "failed") ? (
                    <Form action={paths.retry(job.id)} class="form-inline">
                      <Button kind="secondary" small label={`再試行：${job.title}（${job.id}）`}>
                        再試行
                      </Button>
                    </Form>
                  ) : (
                    "－"
                  ),
              },
            ]}
          />
        )}
        {queue.next && <Pagination next={`${paths.jobs}?${state ? `state=${state}&` : ""}after=${queue.next}`} />}
      </Section>
      <Section title="決まった時刻の仕事" id="schedules">
        <Table<ScheduleRow>
          caption="決まった時刻の仕事（日本時間）"
          captionHidden
          rows={schedules}
          columns={[
            { key: "title", title: "仕事", rowHeader: true },
            { key: "cron", title: "時刻（分 時 日 月 曜日）", nowrap: true, cell: (row) => <code>{row.cron}</code> },
            { key: "last", title: "前回", nowrap: true, cell: (row) => dateTimeShort(row.last) },
            { key: "next", title: "次回", nowrap: true, cell: (row) => dateTimeShort(row.next) },
          ]}
        />
      </Section>
      {discarded.length > 0 && (
        <Section title="破棄したジョブ" id="discarded">
          <Table<Discarded>
            caption="破棄したジョブ（新しい順に20件）"
            captionHidden
            rows={discarded}
            columns={[
              { key: "title", title: "仕事", rowHeader: true },
              { key: "reason", title: "理由" },
              { key: "by", title: "破棄した人", nowrap: true, cell: (row) => row.by ?? "システム" },
              { key: "at", title: "日時", nowrap: true, cell: (row) => dateTimeShort(row.at) },
            ]}
          />
        </Section>
      )}
    </Page>
  )
}

export function State({ state }: { state: JobState }) {
  return <StatusTag tone={stateWords[state].tone}>{stateWords[state].words}</StatusTag>
}
