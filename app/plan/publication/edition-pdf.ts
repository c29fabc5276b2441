import { makePdf, type Section } from "../../kernel/documents/pdf/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { numberText, wareki, warekiMonth } from "../../kernel/ui/formats.ts"
import {
  type Direction,
  editionName,
  type EditionContent,
  initiativeNumber,
  type LatestValue,
  logicModelWords,
  quarterWords,
  type Sheet,
  statusText,
} from "../editions/index.ts"
import type { LogicModel } from "../tables.ts"

const ISSUER = "行政運営担当課"

/** The edition as the prefecture would print it: cover, 目指す姿 and directions, contents, then a page per initiative. */
export async function editionPdf(work: Work, content: EditionContent, values: ReadonlyMap<string, LatestValue>): Promise<Uint8Array> {
  const { edition } = content
  const name = editionName(edition)
  const draft = edition.status === "draft" || edition.status === "in-approval"
  return makePdf({
    title: edition.title,
    author: ISSUER,
    cover: { issuer: ISSUER },
    lead: [
      `${name}${draft ? `（${statusText(edition)}）` : ""}`,
      ...(edition.inForceOn ? [`${wareki(edition.inForceOn)}施行`] : []),
      `${wareki(civilDateOf(work.now))}現在`,
    ],
    header: `${edition.title}　${name}`,
    footer: draft ? "下書き：庁外に出さないでください" : name,
    madeAt: work.now,
    sections: [...opening(content), ...content.directions.flatMap((direction) => directionPages(direction, values))],
  })
}

function opening({ edition, ideals, directions, limited }: EditionContent): Section[] {
  return [
    ...(limited ? [{ kind: "paragraph", text: "自所属が主管・関係する取組だけを載せています。", small: true } as const] : []),
    {
      kind: "summary",
      rows: [
        ["位置付け", edition.position],
        ["有効期間", edition.term],
        ...(edition.reason ? [["改定の理由", edition.reason] as const] : []),
      ],
    },
    { kind: "heading", level: 1, text: "目指す姿" },
    { kind: "list", items: ideals.map((ideal) => ideal.text) },
    { kind: "heading", level: 1, text: "取組の方向性" },
    {
      kind: "table",
      columns: [{ title: "", share: 1 }, { title: "方向性", share: 4 }, { title: "ねらい", share: 8 }],
      rows: directions.map(({ numeral, title, aim }) => [numeral, title, aim || "－"]),
    },
    { kind: "pageBreak" },
    { kind: "heading", level: 1, text: "主な取組" },
    {
      kind: "table",
      columns: [{ title: "番号", share: 2 }, { title: "取組", share: 8 }, { title: "主管課", share: 5 }],
      rows: directions.flatMap(({ sheets }) => sheets.map((sheet) => [initiativeNumber(sheet), sheet.title, sheet.ownerUnitName ?? "－"])),
    },
  ]
}

function directionPages(direction: Direction, values: ReadonlyMap<string, LatestValue>): Section[] {
  return direction.sheets.flatMap((sheet, at): Section[] => [
    { kind: "pageBreak" },
    ...(at === 0
      ? ([{ kind: "heading", level: 1, text: `${direction.numeral}　${direction.title}` }] satisfies Section[])
      : ([{ kind: "paragraph", text: `${direction.numeral}　${direction.title}`, small: true }] satisfies Section[])),
    ...initiative(sheet, values),
  ])
}

function initiative(sheet: Sheet, values: ReadonlyMap<string, LatestValue>): Section[] {
  return [
    { kind: "heading", level: 2, text: `${initiativeNumber(sheet)}　${sheet.title}` },
    { kind: "summary", rows: texts(sheet) },
    ...milestones(sheet),
    ...indicators(sheet, values),
    ...logicModel(sheet.logicModel),
  ]
}

/** The upper half of the sheet, as a form: tight, so that an initiative stays on its page. */
function texts(sheet: Sheet): (readonly [string, string])[] {
  const open = sheet.issues.filter((issue) => issue.solvedWith === null)
  const solved = sheet.issues.filter((issue) => issue.solvedWith !== null)
  const rows: (readonly [string, string])[] = [
    ["主管課", sheet.ownerUnitName ?? "未定"],
    ["関係課", sheet.partnerUnits.map((unit) => unit.name).join("、")],
    ["概要", sheet.text],
    ["現状", sheet.presentState],
    ["課題", open.map((issue) => `・${issue.text}`).join("\n")],
    ["この版で解決した課題", solved.map((issue) => `・${issue.text}（解決：${issue.solvedWith}）`).join("\n")],
    ["今年度の取組", sheet.actions],
    ["次年度への提案", sheet.nextYearProposal],
  ]
  return rows.filter(([key, text]) => text.trim() !== "" || key === "主管課")
}

function milestones(sheet: Sheet): Section[] {
  if (sheet.milestones.length === 0) return []
  return [
    { kind: "heading", level: 3, text: "マイルストーン" },
    {
      kind: "table",
      columns: [{ title: "時期", share: 5 }, { title: "内容", share: 9 }, { title: "達成", share: 4 }],
      rows: sheet.milestones.map((one) => [quarterWords[one.quarter], one.text, one.doneOn ? wareki(one.doneOn) : "－"]),
    },
  ]
}

function indicators(sheet: Sheet, values: ReadonlyMap<string, LatestValue>): Section[] {
  const heading: Section = { kind: "heading", level: 3, text: "指標" }
  if (sheet.indicators.length === 0) return [heading, { kind: "paragraph", text: `指標なし（理由：${sheet.noIndicatorReason || "未記入"}）` }]
  return [
    heading,
    {
      kind: "table",
      columns: [
        { title: "指標", share: 6 },
        { title: "基準", share: 3, align: "right" },
        { title: "目標", share: 3, align: "right" },
        { title: "最新", share: 4, align: "right" },
      ],
      rows: sheet.indicators.map((one) => {
        const latest = values.get(one.lineageId)
        return [
          one.name,
          one.baseline === null ? "－" : numberText(one.baseline, one.unit),
          one.target === null ? `目標値なし（${one.noTargetReason}）` : numberText(one.target, one.unit),
          latest ? `${numberText(latest.value, one.unit)}（${warekiMonth(latest.month)}）` : "－",
        ]
      }),
    },
  ]
}

function logicModel(model: LogicModel): Section[] {
  const keys = Object.keys(logicModelWords) as (keyof LogicModel)[]
  if (keys.every((key) => !model[key])) return []
  // Side by side, read from left to right: what goes in, what is done, what comes of it.
  return [
    { kind: "heading", level: 3, text: "ロジックモデル" },
    { kind: "table", columns: keys.map((key) => ({ title: logicModelWords[key] })), rows: [keys.map((key) => model[key] || "－")] },
  ]
}
