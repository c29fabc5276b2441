import { ask, budget, files, form, long, may, page, party } from "./questions.ts"

/** 交付の申請 and the papers that go with it (domain: 適正化法施行令3条1項・2項 and the prefectural forms made after it). */

export const grantApplication = form("交付申請書", "補助金の交付を申請します。申請者など、申請の画面であらかじめ聞く項目は、この様式から消して使えます。", [
  party(),
  page("project", "補助事業", [
    ask("text", "projectTitle", "補助事業の名称", { maxLength: 100 }),
    ask("text", "purpose", "事業の目的", long),
    ask("text", "content", "事業の内容", { lines: 10, maxLength: 4000 }),
    ask("date", "startsOn", "着手予定日", { help: "交付決定の日より前に発注・契約したものは、補助の対象になりません。" }),
    ask("date", "endsOn", "完了予定日"),
    ask("text", "effect", "事業の効果", { ...long, help: "数で表せるものは、いまの値と目標の値を書きます。" }),
  ]),
  page("amount", "申請額", [
    ask("yen", "totalCost", "補助事業に要する経費"),
    ask("yen", "eligibleCost", "補助対象経費"),
    ask("yen", "requestedYen", "交付申請額"),
    ask("text", "calculation", "交付申請額の算出の基礎", { ...long, help: "補助率、上限、端数の処理が分かるように書きます。" }),
    ask("group", "allocation", "経費の配分", {
      min: 1,
      max: 30,
      fields: [
        { key: "category", kind: "text", label: "経費区分", required: true, maxLength: 60 },
        { key: "cost", kind: "yen", label: "経費", required: true },
        { key: "use", kind: "text", label: "使い方", required: true, maxLength: 200 },
      ],
    }),
    ask("sum", "allocationTotal", "経費の配分の合計", { of: ["allocation.cost"] }),
  ]),
  page("others", "ほかの負担と収入", [
    ask("yes-no", "otherFunding", "補助金のほかに、この事業の経費を負担する者がいますか"),
    ask("group", "funders", "負担者", {
      when: { field: "otherFunding", is: "yes" },
      max: 10,
      fields: [
        { key: "name", kind: "text", label: "負担者", required: true, maxLength: 100 },
        { key: "yen", kind: "yen", label: "負担額", required: true },
        { key: "how", kind: "text", label: "負担の方法", required: true, maxLength: 200 },
      ],
    }),
    ask("yes-no", "hasIncome", "この事業で収入がありますか"),
    ask("text", "incomeNote", "収入金に関すること", { when: { field: "hasIncome", is: "yes" }, ...long }),
  ]),
  page("attached", "申請者の状況と添付書類", [
    ask("text", "business", "申請者が営む主な事業", long),
    files("balance", "資産と負債が分かる書類", { help: "直近の決算書など。" }),
    files("taxCertificate", "県税の納税証明書", { maxFiles: 2, accept: ["pdf", "jpg", "png"] }),
    files("otherPapers", "そのほかの書類", { required: false }),
  ]),
])

export const projectPlan = form("事業計画書", "補助事業の計画を書きます。", [
  page("now", "現状と課題", [
    ask("text", "company", "事業者の概要", long),
    ask("number", "workers", "常時使用する従業員の数", { unit: "人", min: 0 }),
    ask("text", "issue", "いま困っていること", long),
  ]),
  page("plan", "取り組む内容", [
    ask("text", "content", "取り組む内容", { lines: 10, maxLength: 4000 }),
    ask("group", "schedule", "日程", {
      min: 1,
      max: 24,
      fields: [
        { key: "from", kind: "date", label: "始める日", required: true },
        { key: "until", kind: "date", label: "終える日", required: true },
        { key: "what", kind: "text", label: "すること", required: true, maxLength: 200 },
      ],
    }),
    ask("text", "organisation", "実施の体制", long),
  ]),
  page("effect", "目標と効果", [
    ask("table", "targets", "目標とする数値", {
      rows: ["いま", "1年後", "3年後"],
      columns: [
        { key: "sales", kind: "yen", label: "売上高", required: true },
        { key: "profit", kind: "yen", label: "営業利益", required: true, min: -9_999_999_999 },
        { key: "workers", kind: "number", label: "従業員数", unit: "人", min: 0 },
      ],
    }),
    ask("text", "spread", "地域への効果", long),
    may("file", "planPapers", "計画を説明する資料", { maxFiles: 5 }),
  ]),
])

export const budgetStatement = form("収支予算書", "収入と支出の合計は同じ額にします。", budget("予算"))

export const officerList = form("役員名簿", "暴力団排除の確認のため、県警察本部に照会することがあります。", [
  page("officers", "役員等", [
    ask("group", "officers", "役員等", {
      min: 1,
      max: 50,
      help: "法人は役員の全員、団体は代表者と役員、個人の方は本人を書きます。",
      fields: [
        { key: "title", kind: "text", label: "役職", required: true, maxLength: 60 },
        { key: "name", kind: "text", label: "氏名", required: true, maxLength: 60 },
        { key: "kana", kind: "kana", label: "ふりがな", required: true },
        { key: "bornOn", kind: "date", label: "生年月日", required: true },
        { key: "address", kind: "text", label: "住所", required: true, maxLength: 200 },
      ],
    }),
    ask("declaration", "officersAgree", "照会への同意", { text: "書いた内容を、暴力団排除の確認のために関係する機関へ照会することに、名簿の全員が同意しています。" }),
  ]),
])

export const pledge = form("誓約書", "補助金の申請に当たって誓約していただきます。", [
  page("pledges", "誓約すること", [
    ask("declaration", "noGangs", "暴力団等でないこと", { text: "申請者とその役員等は、暴力団、暴力団員、暴力団関係者のいずれでもなく、これらと社会的に非難される関係にありません。" }),
    ask("declaration", "noTaxArrears", "県税を滞納していないこと", { text: "申請者は、県税を滞納していません。" }),
    ask("declaration", "truthful", "書類の内容が事実であること", { text: "提出した書類の内容は事実と違いありません。事実と違うことが分かったときは、交付決定の取消しや補助金の返還に応じます。" }),
    ask("declaration", "keepBooks", "帳簿と証拠書類を残すこと", { text: "補助事業の帳簿と証拠書類を、事業が完了した年度の翌年度から5年間保存し、求めに応じて提示します。" }),
    ask("yes-no", "sameCost", "同じ経費について、ほかの補助金を受けていますか（受ける予定も含む）"),
    ask("text", "sameCostDetail", "その補助金の名称・交付者・金額", { when: { field: "sameCost", is: "yes" }, ...long }),
  ]),
])
