import { Button, dateTime, Form, Section, StatusTag, Table } from "../../../../kernel/ui/index.ts"
import { paths } from "../paths.ts"
import type { FindingView } from "../view-finding.ts"
import { verdictWords } from "../words.ts"

/** What a language model said, beside what the rules found and never in its place. Nothing is shown where none is connected and none was asked. */
export function OpinionSection({ view: { it, opinion, mayDecide }, modelIsConnected }: { view: FindingView; modelIsConnected: boolean }) {
  if (!opinion && !(modelIsConnected && mayDecide)) return null
  const stale = opinion !== undefined && opinion.textSha256 !== it.textSha256
  return (
    <Section title="AIの意見" id="opinion">
      <p>
        <StatusTag tone="accent">AIの意見</StatusTag> 言語モデルの読みで、判定ではありません。候補になった理由は上のとおり検出の規則が決め、判定は職員が行います。
      </p>
      {opinion && (
        <>
          {stale && <p>条文が変わる前の意見です。</p>}
          <Table
            caption="区分ごとのAIの意見"
            captionHidden
            rows={opinion.opinion.categories}
            columns={[
              { key: "category", title: "区分", rowHeader: true, nowrap: true },
              { key: "applicable", title: "AIの意見", nowrap: true, cell: ({ applicable }) => verdictWords[applicable ? "applicable" : "not-applicable"] },
              { key: "reason", title: "AIの言う理由", cell: ({ reason }) => reason || "－" },
            ]}
          />
          {opinion.opinion.remark && <p>{opinion.opinion.remark}</p>}
          <p>
            <small>{`${opinion.model}　${dateTime(opinion.askedAt)}　求めた人 ${opinion.askedByName}`}</small>
          </p>
        </>
      )}
      {modelIsConnected && mayDecide && (
        <Form action={paths.act(it.id, "opinion")} class="form-inline" label="AIの意見を求める">
          <Button kind="secondary">{opinion ? "もう一度意見を求める" : "AIの意見を求める"}</Button>
        </Form>
      )}
    </Section>
  )
}
