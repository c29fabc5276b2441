import { ask, budget, decided, files, form, long, may, page, type Question } from "./questions.ts"

/** While a project runs and when it ends: 変更, 中止・廃止, 状況報告, 実績報告, 請求. */

const comparison: Question = ask("group", "comparison", "経費の配分（変更の前と後）", {
  min: 1,
  max: 30,
  fields: [
    { key: "category", kind: "text", label: "経費区分", required: true, maxLength: 60 },
    { key: "before", kind: "yen", label: "変更前", required: true },
    { key: "after", kind: "yen", label: "変更後", required: true },
  ],
})

export const changeApproval = form("変更承認申請書", "交付決定を受けた内容を変えるときは、あらかじめ承認を受けます。", [
  page("award", "交付決定", decided()),
  page("change", "変更の内容", [
    ask("choice", "changed", "変更すること", {
      many: true,
      options: [
        { value: "content", label: "事業の内容" },
        { value: "allocation", label: "経費の配分" },
        { value: "period", label: "完了予定日" },
      ],
    }),
    ask("text", "changeReason", "変更の理由", long),
    ask("text", "contentBefore", "変更前の内容", { when: { field: "changed", is: "content" }, ...long }),
    ask("text", "contentAfter", "変更後の内容", { when: { field: "changed", is: "content" }, ...long }),
    ask("date", "newEnd", "変更後の完了予定日", { when: { field: "changed", is: "period" } }),
  ]),
  page("allocationChange", "経費の配分の変更", [comparison, ask("sum", "totalBefore", "変更前の合計", { of: ["comparison.before"] }), ask("sum", "totalAfter", "変更後の合計", { of: ["comparison.after"] })], {
    when: { field: "changed", is: "allocation" },
  }),
  page("changeAmount", "申請額", [
    ask("yen", "newRequested", "変更後の交付申請額"),
    may("file", "changePapers", "変更を説明する書類", { maxFiles: 10 }),
  ]),
])

export const discontinuation = form("中止（廃止）承認申請書", "補助事業を中止（しばらく止めること）または廃止（やめること）するときは、あらかじめ承認を受けます。", [
  page("award", "交付決定", decided()),
  page("stop", "中止・廃止", [
    ask("choice", "stopKind", "申請すること", {
      options: [
        { value: "suspend", label: "中止" },
        { value: "abolish", label: "廃止" },
      ],
    }),
    ask("text", "stopReason", "理由", long),
    ask("date", "stopOn", "中止・廃止の日"),
    ask("date", "resumeOn", "再開する予定の日", { when: { field: "stopKind", is: "suspend" }, required: false }),
    ask("yen", "spentYen", "これまでに支出した額"),
    ask("yen", "receivedYen", "これまでに受け取った補助金の額"),
    ask("text", "handling", "これまでにした事業と、取得した財産の扱い", long),
  ]),
])

export const progressReport = form("状況報告書", "補助事業の進み具合を報告します。", [
  page("award", "交付決定", decided()),
  page("progress", "進み具合", [
    ask("date", "asOf", "いつの時点か"),
    ask("number", "rate", "進捗率", { unit: "％", min: 0, max: 100 }),
    ask("text", "done", "これまでにしたこと", long),
    ask("yen", "spentYen", "支出済額"),
    ask("text", "outlook", "今後の見込み", long),
    ask("yes-no", "late", "予定の期間内に完了しない、または遂行が難しい見込みがありますか"),
    ask("text", "lateReason", "その理由と、とった措置", { when: { field: "late", is: "yes" }, ...long }),
    ask("date", "newEnd", "完了の見込みの日", { when: { field: "late", is: "yes" } }),
  ]),
])

export const performanceReport = form("実績報告書", "補助事業が完了したときに、その成果を報告します。", [
  page("award", "交付決定", decided()),
  page("result", "事業の成果", [
    ask("date", "startedOn", "着手した日"),
    ask("date", "completedOn", "完了した日"),
    ask("text", "result", "事業の成果", { lines: 10, maxLength: 4000 }),
  ]),
  ...budget("決算"),
  page("evidence", "経費の明細", [
    ask("group", "costLines", "経費の明細", {
      min: 1,
      max: 60,
      help: "支払の1件ごとに書きます。発注は交付決定の日以後、支払は事業の期間内でなければなりません。",
      fields: [
        { key: "category", kind: "text", label: "経費区分", required: true, maxLength: 60 },
        { key: "item", kind: "text", label: "品名・内容", required: true, maxLength: 200 },
        { key: "payee", kind: "text", label: "支払先", required: true, maxLength: 100 },
        { key: "orderedOn", kind: "date", label: "発注・契約の日", required: true },
        { key: "deliveredOn", kind: "date", label: "納品・検収の日", required: true },
        { key: "paidOn", kind: "date", label: "支払の日", required: true },
        { key: "yen", kind: "yen", label: "支払額", required: true },
        { key: "eligible", kind: "yen", label: "補助対象経費", required: true },
      ],
    }),
    ask("sum", "paidTotal", "支払額の合計", { of: ["costLines.yen"] }),
    ask("sum", "eligibleTotal", "補助対象経費の合計", { of: ["costLines.eligible"] }),
    files("proofs", "証拠書類（見積書・注文書・納品書・請求書・領収書など）", { maxFiles: 20 }),
    files("photos", "実施の前と後の写真", { maxFiles: 20, required: false, accept: ["jpg", "jpeg", "png", "pdf"] }),
  ]),
  page("assets", "取得した財産", [
    ask("yes-no", "hasAssets", "単価50万円以上の財産を取得しましたか"),
    ask("group", "assets", "取得財産等管理台帳", {
      when: { field: "hasAssets", is: "yes" },
      max: 40,
      fields: [
        { key: "name", kind: "text", label: "財産名", required: true, maxLength: 100 },
        { key: "spec", kind: "text", label: "規格", required: true, maxLength: 200 },
        { key: "count", kind: "number", label: "数量", required: true, min: 1 },
        { key: "unitYen", kind: "yen", label: "単価", required: true },
        { key: "yen", kind: "yen", label: "金額", required: true },
        { key: "acquiredOn", kind: "date", label: "取得日", required: true },
        { key: "place", kind: "text", label: "保管場所", required: true, maxLength: 200 },
        { key: "life", kind: "number", label: "耐用年数", unit: "年", required: true, min: 1, max: 100 },
      ],
    }),
  ]),
])

export const invoice = form("請求書", "額の確定または概算払の通知を受けた補助金を請求します。", [
  page("award", "交付決定", decided()),
  page("claim", "請求する額", [
    ask("choice", "claimKind", "請求の区分", {
      options: [
        { value: "advance", label: "概算払" },
        { value: "final", label: "精算払" },
      ],
    }),
    ask("yen", "settledYen", "確定した補助金の額", { when: { field: "claimKind", is: "final" } }),
    ask("yen", "paidYen", "これまでに受け取った額"),
    ask("yen", "claimYen", "今回請求する額", { min: 1 }),
    ask("text", "advanceReason", "概算払を必要とする理由", { when: { field: "claimKind", is: "advance" }, ...long }),
  ]),
  page("account", "振込先", [
    may("text", "creditorNumber", "債権者番号", { maxLength: 20, help: "登録している方だけ。" }),
    ask("bank-account", "account", "振込先の口座", { help: "請求する方の名義の口座にしてください。" }),
    files("passbook", "通帳の写し（カナ名義が分かるページ）", { maxFiles: 2, accept: ["pdf", "jpg", "jpeg", "png"] }),
  ]),
])
