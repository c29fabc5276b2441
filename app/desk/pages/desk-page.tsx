import {
  ButtonLink,
  dateTimeShort,
  EmptyState,
  Form,
  Grid,
  HiddenField,
  numberText,
  Page,
  relativeDays,
  Section,
  StatNumber,
  StatusTag,
  Table,
  Tabs,
  Button,
  warekiShort,
} from "../../kernel/ui/index.ts"
import { paths } from "../paths.ts"
import type { Desk, DeskLine } from "../read-desk.ts"

export interface DeskPageProps {
  desk: Desk
  name: string
  unitName: string
  today: string
  kind?: string | undefined
}

export function DeskPage({ desk, name, unitName, today, kind }: DeskPageProps) {
  return (
    <Page title={`${name}さんの机`} kicker={unitName} lead="あなたを待っていること、見守っていること、所属が受け持っていることをまとめています。">
      <Grid small>
        <StatNumber label="待っていること" value={desk.total} unit="件" />
        <StatNumber label="期限を過ぎたもの" value={desk.overdue} unit="件" />
        <StatNumber label="見守っているもの" value={desk.followed.length} unit="件" />
      </Grid>
      <Section title="待っていること" id="waiting">
        {desk.kinds.length > 1 && <Kinds desk={desk} kind={kind} />}
        {desk.waiting.length === 0 ? (
          <EmptyState title="いま待っていることはありません" action={<ButtonLink href="/plan">推進プランを見る</ButtonLink>}>
            <p>決裁、期限、差戻しなど、あなたの番が来たものがここに並びます。</p>
          </EmptyState>
        ) : (
          <Waiting lines={desk.waiting} today={today} />
        )}
      </Section>
      {desk.owned.length > 0 && (
        <Section title={`${unitName}が受け持っていること`} id="owned">
          <Table
            caption="所属が受け持っていることの一覧"
            captionHidden
            rows={desk.owned}
            columns={[
              { key: "kind", title: "種類", nowrap: true },
              { key: "title", title: "件名", rowHeader: true, cell: (item) => <a href={item.link}>{item.title}</a> },
              { key: "state", title: "状態", nowrap: true, cell: (item) => item.state ?? "－" },
            ]}
          />
        </Section>
      )}
      <Section title="見守っているもの" id="followed">
        {desk.followed.length === 0 ? (
          <p>記録の画面で「見守る」を選ぶと、動きがあったときにお知らせが届き、ここからすぐに開けます。</p>
        ) : (
          <Table
            caption="見守っているものの一覧"
            captionHidden
            rows={desk.followed}
            columns={[
              { key: "title", title: "件名", rowHeader: true, cell: (item) => <a href={item.link}>{item.title}</a> },
              { key: "since", title: "見守り始めた日", nowrap: true, cell: (item) => warekiShort(item.since) },
              {
                key: "stop",
                title: "操作",
                nowrap: true,
                cell: (item) => (
                  <Form action={paths.unfollow} class="form-inline">
                    <HiddenField name="kind" value={item.kind} />
                    <HiddenField name="id" value={item.id} />
                    <Button kind="tertiary" small label={`「${item.title}」を見守るのをやめる`}>
                      やめる
                    </Button>
                  </Form>
                ),
              },
            ]}
          />
        )}
      </Section>
      <Section title="最近のお知らせ" id="notices" actions={<a href="/notices">すべてのお知らせ</a>}>
        {desk.notices.length === 0 ? (
          <p>お知らせはまだありません。</p>
        ) : (
          <Table
            caption="最近のお知らせの一覧"
            captionHidden
            rows={desk.notices}
            columns={[
              { key: "toldAt", title: "日時", nowrap: true, cell: (item) => dateTimeShort(item.toldAt) },
              { key: "subject", title: "内容", rowHeader: true, cell: (item) => <a href={item.link}>{item.subject}</a> },
              { key: "readAt", title: "状態", nowrap: true, cell: (item) => (item.readAt ? "既読" : <StatusTag tone="info">未読</StatusTag>) },
            ]}
          />
        )}
      </Section>
    </Page>
  )
}

function Kinds({ desk, kind }: { desk: Desk; kind: string | undefined }) {
  const all = { title: "すべて", href: paths.desk, current: !kind, count: desk.total }
  const each = desk.kinds.map((one) => ({
    title: one.kind,
    href: `${paths.desk}?kind=${encodeURIComponent(one.kind)}`,
    current: one.kind === kind,
    count: one.count,
  }))
  return <Tabs label="種類でしぼり込む" tabs={[all, ...each]} />
}

function Waiting({ lines, today }: { lines: readonly DeskLine[]; today: string }) {
  return (
    <Table
      caption={`待っていること（${numberText(lines.length, "件")}、期限の近い順）`}
      rows={lines}
      columns={[
        { key: "kind", title: "種類", nowrap: true },
        { key: "title", title: "件名", rowHeader: true, cell: (line) => <a href={line.link}>{line.title}</a> },
        { key: "state", title: "状態", nowrap: true, cell: (line) => (line.state ? <StatusTag>{line.state}</StatusTag> : "－") },
        { key: "since", title: "いつから", nowrap: true, cell: (line) => warekiShort(line.since) },
        {
          key: "dueOn",
          title: "期限",
          nowrap: true,
          cell: (line) =>
            line.dueOn ? (
              <>
                {warekiShort(line.dueOn)}{" "}
                <StatusTag tone={line.overdue ? "danger" : "neutral"}>{relativeDays(line.dueOn, today)}</StatusTag>
              </>
            ) : (
              "－"
            ),
        },
      ]}
    />
  )
}
