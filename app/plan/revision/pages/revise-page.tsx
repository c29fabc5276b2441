import type { ComponentChildren } from "preact"
import { Banner, ButtonLink, Details, Page, Progress, StatusTag, Table, type Tone } from "../../../kernel/ui/index.ts"
import { editionName, initiativeNumber, type Sheet } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import type { Change } from "../../tables.ts"
import { compareEditionsPath, fatePath, newInitiativePath } from "../paths.ts"
import type { Revision } from "../read-revision.ts"
import { changeWords } from "../words.ts"

const TONES: Record<Change, Tone> = {
  continue: "neutral",
  expand: "success",
  shrink: "warning",
  merge: "info",
  split: "info",
  end: "danger",
  new: "success",
}

/** Every initiative of the former edition and what becomes of it, then those that are new. */
export function RevisePage({ revision }: { revision: Revision }) {
  const { before, after, fates, gaps } = revision
  const { edition } = after
  const done = before.sheets.length + fates.filter((fate) => fate.change === "new").length - new Set(gaps.map((gap) => gap.initiativeId)).size
  const all = before.sheets.length + fates.filter((fate) => fate.change === "new").length
  return (
    <Page
      title={`${editionName(edition)}の見直し`}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: editionName(edition), href: paths.edition(edition.id) },
      ]}
      lead={`${editionName(before.edition)}の${before.sheets.length}の取組を、それぞれどうするかを理由とともに決めます。`}
      actions={<ButtonLink href={paths.approve(edition.id)}>決裁に出す</ButtonLink>}
    >
      {revision.kind === "mid-year" && <Banner title={`年度途中の改定：${edition.reason}`} />}
      <Progress label="扱いと理由が決まった取組" value={Math.max(0, done)} max={all} />
      {gaps.length > 0 && (
        <Details summary={`まだ決まっていないこと（${gaps.length}件）`}>
          <ul>
            {gaps.map((gap) => (
              <li>
                <a href={fatePath(edition.id, gap.initiativeId)}>{gap.message}</a>
              </li>
            ))}
          </ul>
        </Details>
      )}
      <Table
        caption="前の版の取組の扱い"
        rows={before.sheets}
        columns={[
          { key: "number", title: "番号", nowrap: true, cell: (sheet) => initiativeNumber(sheet) },
          { key: "title", title: "取組", rowHeader: true, cell: (sheet) => sheet.title },
          { key: "proposal", title: "次年度への提案", cell: (sheet) => <Short text={sheet.nextYearProposal} /> },
          { key: "fate", title: "扱い", cell: (sheet) => <Fates revision={revision} sheet={sheet} /> },
          { key: "reason", title: "理由", cell: (sheet) => <Short text={reasonOf(revision, sheet)} /> },
          {
            key: "act",
            title: "操作",
            nowrap: true,
            cell: (sheet) => (
              <a href={fatePath(edition.id, sheet.initiativeId)}>
                決める<span class="vh">：{sheet.title}</span>
              </a>
            ),
          },
        ]}
      />
      <h2>新しい取組</h2>
      <Table
        caption="新しい取組"
        captionHidden
        rows={fates.filter((fate) => fate.change === "new")}
        empty="新しい取組はまだありません。"
        columns={[
          { key: "title", title: "取組", rowHeader: true, cell: (fate) => titleIn(revision, fate.toInitiativeId) },
          { key: "reason", title: "新たに始める理由", cell: (fate) => fate.reason },
          {
            key: "act",
            title: "操作",
            cell: (fate) => <a href={paths.initiativeEdit(edition.id, fate.toInitiativeId!)}>シートを書く</a>,
          },
        ]}
      />
      <p>
        <ButtonLink href={newInitiativePath(edition.id)} kind="secondary">
          新しい取組を加える
        </ButtonLink>
      </p>
      <p>
        <a href={compareEditionsPath(before.edition.id, edition.id)}>前の版との違いを並べて見る</a>
      </p>
    </Page>
  )
}

function Short({ text }: { text: string }): ComponentChildren {
  if (!text) return "－"
  return text.length <= 60 ? text : <Details summary={`${text.slice(0, 50)}…`}>{text}</Details>
}

function Fates({ revision, sheet }: { revision: Revision; sheet: Sheet }) {
  const mine = revision.fates.filter((fate) => fate.fromInitiativeId === sheet.initiativeId)
  if (mine.length === 0) return <StatusTag tone="warning">未定</StatusTag>
  const change = mine[0]!.change
  const others = mine.filter((fate) => fate.toInitiativeId && fate.toInitiativeId !== sheet.initiativeId)
  return (
    <>
      <StatusTag tone={TONES[change]}>{changeWords[change]}</StatusTag>
      {others.length > 0 && <> → {others.map((fate) => titleIn(revision, fate.toInitiativeId)).join("、")}</>}
    </>
  )
}

function reasonOf(revision: Revision, sheet: Sheet): string {
  return revision.fates.find((fate) => fate.fromInitiativeId === sheet.initiativeId && fate.reason)?.reason ?? ""
}

function titleIn(revision: Revision, initiativeId: string | null): string {
  const sheets = [...revision.after.sheets, ...revision.before.sheets]
  return sheets.find((sheet) => sheet.initiativeId === initiativeId)?.title ?? "－"
}
