import type { PdfDocument, Section, TableColumn } from "../../../kernel/documents/pdf/index.ts"
import { dateTime, wareki, yenText } from "../../../kernel/ui/index.ts"
import { approvalStepWords } from "../../../kernel/approvals/index.ts"
import { type ApplicationMove, moveWords, stateWords } from "../application-states.ts"
import { assetKindWords } from "../aftercare/assets.ts"
import { decisionWords, filingWords } from "../applications/application.ts"
import { defectWords } from "../office/correction-reasons.ts"
import { decisionStateWords } from "../office/decision-words.ts"
import { outcomeWords } from "../office/site-check.ts"
import { accountText, maskedNumber } from "../paying/creditors/creditor.ts"
import { isOut, ledgerWords } from "../paying/ledger/read-ledger.ts"
import { paymentKindWords, paymentStateWords } from "../paying/payments/payment.ts"
import { disposalWords } from "../rules/disposal-needs-approval.ts"
import { fractionText } from "../rules/money.ts"
import { type CaseContent, MOST_EVENTS } from "./case-content.ts"
import { type CheckedFile, fileStateWords } from "./stored-files.ts"

export interface Made {
  at: Date
  by: string
}

/** 目録: the whole case in one paper, with what was found in each stored file. */
export function indexPaper(content: CaseContent, files: readonly CheckedFile[], made: Made): PdfDocument {
  const { it, call } = content
  const wrong = files.filter(({ state }) => state === "damaged" || state === "missing")
  return {
    title: `補助金の記録一式　目録`,
    author: [content.prefecture, content.unitName].filter(Boolean).join(" "),
    archival: true,
    lead: [`受付番号　${it.number}　　${it.title}`, `公募　${call.title}`, `作成　${dateTime(made.at)}　${made.by}`],
    header: `記録一式　目録　${it.number}`,
    footer: `${dateTime(made.at)} 作成`,
    madeAt: made.at,
    sections: [
      ...(wrong.length > 0
        ? [
            { kind: "paragraph", large: true, text: `注意：記録と一致しないファイルが${wrong.length}件あります` } as const,
            { kind: "list", items: wrong.map(({ path, state }) => `${path}：${fileStateWords[state]}`) } as const,
          ]
        : []),
      ...parties(content),
      ...course(content),
      ...application(content),
      ...decided(content),
      ...performance(content),
      ...money(content),
      ...afterwards(content),
      ...words(content),
      ...storedFiles(files),
      ...record(content),
    ],
  }
}

const heading = (text: string): Section => ({ kind: "heading", level: 1, text })
const part = (text: string): Section => ({ kind: "heading", level: 2, text })
const NONE = "－"
const day = (value: string | Date | null | undefined) => (value ? wareki(value) : NONE)
const at = (value: Date | null | undefined) => (value ? dateTime(value) : NONE)
const yen = (value: number | null | undefined) => (value === null || value === undefined ? NONE : yenText(value))
const yenColumn = (title: string): TableColumn => ({ title, align: "right" })

function table(columns: readonly (string | TableColumn)[], rows: readonly (readonly string[])[]): Section {
  return { kind: "table", columns: columns.map((column) => (typeof column === "string" ? { title: column } : column)), rows: rows.map((row) => row.map((cell) => cell || NONE)) }
}

function parties({ it, prefecture, unitName, members, call }: CaseContent): Section[] {
  const { party } = it
  return [
    heading("1　当事者"),
    {
      kind: "summary",
      rows: [
        ["申請者", party.name ?? ""],
        ["法人番号", party.corporateNumber ?? ""],
        ["所在地（住所）", `${party.postalCode ? `〒${party.postalCode}　` : ""}${party.municipality ?? ""}${party.address ?? ""}`],
        ["代表者", [party.representativeTitle, party.representative].filter(Boolean).join("　")],
        ["連絡先", [party.phone, party.email].filter(Boolean).join("　")],
        ["扱う所属", [prefecture, unitName].filter(Boolean).join("　")],
        ["公募", `${call.title}（${call.fiscalYear}年度）`],
        ["状態", stateWords[it.state]],
        ["申請額・交付決定額・確定額", [it.wantedYen, it.awardedYen, it.settledYen].map(yen).join("　・　")],
        ["提出内容のハッシュ値（SHA-256）", it.contentSha256 ?? ""],
      ],
    },
    ...(members.length > 0
      ? [part("いっしょに申請した人・代理人"), table(["氏名", "立場", { title: "代理の範囲", share: 2 }, "期限", "加わった日時", "外れた日時"], members.map((one) => [one.name, one.role === "agent" ? "代理人" : "共同で作成", one.scope, day(one.until), at(one.addedAt), at(one.endedAt)]))]
      : []),
  ]
}

const otherSteps: Readonly<Record<string, string>> = { open: "受付", assign: "担当者の決定", transfer: "扱う所属の変更" }

function course({ steps }: CaseContent): Section[] {
  return [
    heading("2　状態の経過"),
    table(
      [{ title: "日時", share: 1.4 }, { title: "行為", share: 1.6 }, { title: "状態", share: 1.6 }, "行った人", { title: "理由", share: 1.6 }],
      steps.map((step) => [at(step.at), moveWords[step.move as ApplicationMove] ?? otherSteps[step.move] ?? step.move, stateWords[step.to as keyof typeof stateWords] ?? step.to, step.by, step.reason]),
    ),
  ]
}

function application({ it, call, asked, corrections, filings }: CaseContent): Section[] {
  const pages = [...new Set(asked.map(({ page }) => page))]
  return [
    heading("3　申請の内容（問いは、申請者が見た言葉のまま）"),
    ...pages.flatMap((page): Section[] => [
      part(page),
      table([{ title: "問い", share: 2 }, { title: "回答", share: 3 }], asked.filter((one) => one.page === page).map(({ label, text }) => [label, text])),
    ]),
    part("経費の配分"),
    table(
      [{ title: "経費区分", share: 2 }, yenColumn("要する経費"), yenColumn("補助対象経費"), yenColumn("補助率")],
      call.categories.map(({ key, title, rate }) => {
        const line = it.costs.find(({ category }) => category === key)
        return [title, yen(line?.total ?? 0), yen(line?.eligible ?? 0), fractionText(rate)]
      }),
    ),
    ...(corrections.length > 0 ? [part("補正の求めと回答")] : []),
    ...corrections.flatMap((one): Section[] => [
      { kind: "paragraph", text: `${at(one.askedAt)} に求めた補正（${one.about === "performance" ? "実績報告" : "申請"}、期限 ${day(one.replyBy)}、回答 ${at(one.answeredAt)}）` },
      table(
        ["項目", "不備", { title: "直すこと", share: 2 }, { title: "回答", share: 2 }],
        one.defects.map((defect) => {
          const answer = one.answers?.find(({ field }) => field === defect.field)
          return [defect.label, defectWords[defect.reason] ?? defect.reason, defect.remark, answer ? `${answer.changed ? "直した。" : "変えていない。"}${answer.explanation}` : ""]
        }),
      ),
    ]),
    ...(filings.length > 0 ? [part("交付決定の後に提出された手続")] : []),
    ...filings.flatMap((one): Section[] => [
      { kind: "heading", level: 3, text: `${filingWords[one.kind]}（${at(one.filedAt)} 提出、${filingStates[one.state]}）` },
      table([{ title: "問い", share: 2 }, { title: "回答", share: 3 }], [
        ...one.asked.map(({ label, text }) => [label, text]),
        ...(one.reason ? [["申請者の理由", one.reason]] : []),
        ...(one.decidedReason ? [["承認・不承認の理由", one.decidedReason]] : []),
        ...(one.files.length > 0 ? [["添付", one.files.map(({ name }) => name).join("、")]] : []),
      ]),
    ]),
  ]
}

const filingStates = { filed: "提出済み", returned: "差戻し", approved: "承認", refused: "不承認" } as const

function decided({ decisions, siteChecks }: CaseContent): Section[] {
  return [
    heading("4　審査と決定"),
    ...(siteChecks.length > 0 ? [part("現地調査"), table(["調査した日", "結果", { title: "所見", share: 3 }, "調査した人", "写真"], siteChecks.map((one) => [day(one.day), outcomeWords[one.outcome], one.findings, one.by ?? "", one.photos.map(({ name }) => name).join("、")]))] : []),
    ...(decisions.length === 0 ? [{ kind: "paragraph", text: "決定はありません。" } as const] : []),
    ...decisions.flatMap((one): Section[] => [
      part(`${decisionWords[one.kind]}　${one.documentNumber ?? "（文書番号なし）"}`),
      {
        kind: "summary",
        rows: [
          ["状態", decisionStateWords[one.state]],
          ["金額", yen(one.amountYen)],
          ["起案・決定・通知", [one.proposedAt, one.decidedAt, one.notifiedAt].map(at).join("　・　")],
          ["条件", one.conditions.join("\n")],
          ["理由", one.reason],
        ],
      },
      ...(one.approval.length > 0
        ? [table(["順", "役割", { title: "所属・職", share: 2 }, "氏名", { title: "日時", share: 1.4 }, { title: "意見", share: 1.6 }], one.approval.map((step) => [String(step.position), approvalStepWords[step.kind], `${step.unitName} ${step.actedPost ?? step.postTitle}`, `${step.actedName ?? step.personName}${step.actingFor ? "（代決）" : ""}`, step.state === "done" ? at(step.actedAt) : "", step.comment]))]
        : []),
    ]),
  ]
}

const linkTitles = { quote: "見積", order: "発注", delivery: "納品", invoice: "請求", payment: "支払" } as const

function performance({ report, evidence, inspections, call }: CaseContent): Section[] {
  if (!report && evidence.length === 0 && inspections.length === 0) return []
  return [
    heading("5　実績と証拠書類"),
    ...(report ? [{ kind: "summary", rows: [["完了した日", day(report.completedOn)], ["成果", report.outcome], ["その他の収入", yen(report.otherIncome)], ["収益", yen(report.profit)]] } as const] : []),
    ...evidence.flatMap((line, n): Section[] => [
      { kind: "heading", level: 3, text: `経費${n + 1}　${line.content}` },
      { kind: "summary", rows: [["経費区分", call.categories.find(({ key }) => key === line.category)?.title ?? line.category], ["補助対象経費", yen(line.eligibleYen)], ["額の確定に", line.counts ? "算入" : "算入しない"], ["写し", [...line.files, ...line.photos.before, ...line.photos.after].map(({ name }) => name).join("、")]] },
      table(
        ["書類", "日付", yenColumn("金額（税込）"), { title: "宛名・名義", share: 2 }],
        Object.entries(linkTitles).map(([link, title]) => {
          const paper = line.papers[link as keyof typeof linkTitles]
          return [title, day(paper?.on), yen(paper?.amount), paper?.name ?? ""]
        }),
      ),
      ...(line.faults.length > 0 ? [{ kind: "list", items: line.faults.map(({ message }) => `不備：${message}`) } as const] : []),
      ...(line.acceptedReason ? [{ kind: "paragraph", text: `不備があっても認めた理由：${line.acceptedReason}` } as const] : []),
      ...(line.excludedReason ? [{ kind: "paragraph", text: `算入しない理由：${line.excludedReason}` } as const] : []),
    ]),
    ...(inspections.length > 0 ? [part("完了検査"), table(["検査した日", { title: "場所", share: 2 }, { title: "所見", share: 3 }], inspections.map((one) => [day(one.day), one.place, one.findings]))] : []),
  ]
}

function money({ payments, ledger, repayments }: CaseContent): Section[] {
  return [
    heading("6　支払と出納"),
    part("支払"),
    table(["種類", yenColumn("金額"), "状態", "支払日", { title: "口座", share: 3 }, { title: "備考", share: 1.5 }], payments.map((one) => [paymentKindWords[one.kind], yen(one.amountYen), paymentStateWords[one.state], day(one.paidOn), accountText({ ...one.account, number: maskedNumber(one.account.number) }), one.reason])),
    part("出納簿"),
    table(["日付", "区分", yenColumn("支払"), yenColumn("受入れ"), yenColumn("交付済みの額"), { title: "摘要", share: 1.5 }], ledger.map((row) => [day(row.day), ledgerWords[row.kind], isOut(row.kind) ? yen(row.amountYen) : "", isOut(row.kind) ? "" : yen(row.amountYen), yen(row.heldYen), row.note])),
    ...(repayments.length > 0
      ? [part("返還命令"), table(["命令日", "納期限", yenColumn("元本"), "加算金", yenColumn("免除した加算金"), { title: "免除の理由", share: 2 }, "完了日"], repayments.map((one) => [day(one.orderedOn), day(one.dueOn), yen(one.principalYen), one.surcharged ? "あり" : "なし", yen(one.waivedSurchargeYen), one.waivedReason, day(one.finishedOn)]))]
      : []),
  ]
}

function afterwards({ assets, afterInspections, keptUntil }: CaseContent): Section[] {
  if (assets.length === 0 && afterInspections.length === 0 && !keptUntil) return []
  return [
    heading("7　事後の管理"),
    ...(keptUntil ? [{ kind: "paragraph", text: `書類の保存期間：${day(keptUntil)}まで` } as const] : []),
    ...(assets.length > 0
      ? [part("取得財産等管理台帳"), table([{ title: "財産", share: 2 }, "種類", yenColumn("数量"), yenColumn("単価"), "取得日", { title: "保管場所", share: 1.5 }, yenColumn("耐用年数"), "処分制限", "処分"], assets.map((one) => [`${one.name} ${one.spec}`.trim(), assetKindWords[one.kind], String(one.quantity), yen(one.unitPriceYen), day(one.acquiredOn), one.place, `${one.usefulLifeYears}年`, day(one.restrictedUntil), one.disposedOn ? `${day(one.disposedOn)} ${one.disposedHow ? disposalWords[one.disposedHow] : ""}` : ""]))]
      : []),
    ...(afterInspections.length > 0 ? [part("立入検査"), table(["検査した日", { title: "確かめたこと", share: 4 }], afterInspections.map((one) => [day(one.day), one.findings]))] : []),
  ]
}

const mailWords: Readonly<Record<string, string>> = { none: "送らない設定", unset: "送信先未設定", waiting: "送信待ち", digest: "まとめて送る", sent: "送信済み", refused: "受け取られなかった" }

function words({ messages, notices }: CaseContent): Section[] {
  return [
    heading("8　やり取り"),
    part("メッセージ"),
    table([{ title: "日時", share: 1.4 }, "差出人", { title: "内容", share: 4 }], messages.map((one) => [at(one.at), `${one.fromOffice ? "県" : "申請者"}：${one.author}`, one.text])),
    part("お知らせ（画面とメール）"),
    table([{ title: "日時", share: 1.4 }, "宛先", { title: "件名と内容", share: 4 }, "メール", { title: "開いた日時", share: 1.4 }], notices.map((one) => [at(one.toldAt), one.to, [one.subject, one.body].filter(Boolean).join("\n"), mailWords[one.mail] ?? one.mail, at(one.readAt)])),
  ]
}

function storedFiles(files: readonly CheckedFile[]): Section[] {
  return [
    heading("9　保存されているファイル"),
    { kind: "paragraph", text: "書き出すときに読み直し、記録の大きさとSHA-256に照らした結果です。" },
    table(
      [{ title: "ファイル", share: 3 }, yenColumn("バイト"), { title: "記録のSHA-256", share: 3.4 }, { title: "提出", share: 1.5 }, { title: "結果", share: 1.4 }],
      files.map((file) => [`${file.path}${file.replacedAt ? "（差替え前）" : ""}`, file.bytes.toLocaleString("ja-JP"), file.sha256, `${at(file.addedAt)} ${file.addedBy ?? ""}`, `${fileStateWords[file.state]}${file.state === "removed" ? `：${file.removedReason}` : ""}`]),
    ),
  ]
}

function record({ events }: CaseContent): Section[] {
  const acts = events.filter(({ action }) => action !== "audit.read")
  return [
    heading("10　操作の記録と、鎖の中での位置"),
    {
      kind: "paragraph",
      text: `操作の記録は、系列ごとに前の記録のハッシュ値をつないだ鎖になっています。閲覧の記録${events.length - acts.length}件は「内容.json」にあります。${events.length === MOST_EVENTS ? `先頭の${MOST_EVENTS}件までを書き出しました。` : ""}`,
    },
    table(
      [{ title: "日時", share: 1.4 }, { title: "操作", share: 2 }, "行った人", "系列-番号", { title: "ハッシュ値", share: 3.4 }],
      acts.map((one) => [at(one.at), one.action, one.actorName, `${one.lane}-${one.seq}`, one.hash]),
    ),
  ]
}
