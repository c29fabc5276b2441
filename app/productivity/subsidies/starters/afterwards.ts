import { ask, decided, files, form, long, may, page } from "./questions.ts"

/** After the money: the report on consumption tax (owed at 0 yen too) and the disposal of what was bought. */

export const consumptionTaxReport = form("消費税仕入控除税額報告書", "返還する額が0円のときも報告が要ります。免税事業者の方も報告してください。", [
  page("award", "交付決定", [...decided(), ask("text", "fiscalYear", "補助金の年度", { maxLength: 20, help: "例 令和8年度" }), ask("yen", "settledYen", "確定した補助金の額")]),
  page("taxpayer", "消費税の申告", [
    ask("choice", "taxStatus", "課税の区分", {
      options: [
        { value: "exempt", label: "免税事業者" },
        { value: "simplified", label: "簡易課税（2割特例を含む）" },
        { value: "full", label: "一般課税：全額控除" },
        { value: "proportional", label: "一般課税：一括比例配分方式" },
        { value: "individual", label: "一般課税：個別対応方式" },
        { value: "special", label: "公益法人等で、特定収入の割合が5％を超える" },
      ],
    }),
    ask("text", "taxPeriod", "申告した課税期間", { when: { field: "taxStatus", isNot: "exempt" }, maxLength: 60 }),
  ]),
  page(
    "credit",
    "仕入控除税額",
    [
      ask("yen", "taxableCost", "補助対象経費のうち課税仕入れの額"),
      ask("yen", "reducedCost", "そのうち軽減税率（8％）の額"),
      ask("number", "taxableRatio", "課税売上割合", { when: { field: "taxStatus", is: ["proportional", "individual"] }, unit: "％", decimals: 2, min: 0, max: 100 }),
      ask("yen", "onlyTaxable", "課税売上げにだけ要する課税仕入れの額", { when: { field: "taxStatus", is: "individual" } }),
      ask("yen", "commonCost", "共通して要する課税仕入れの額", { when: { field: "taxStatus", is: "individual" } }),
      ask("text", "calculation", "計算の内訳", long),
    ],
    { when: { field: "taxStatus", is: ["full", "proportional", "individual"] } },
  ),
  page("repay", "返還する額", [
    ask("yen", "creditYen", "仕入れに係る消費税等の相当額", { help: "ないときは0と入力します。" }),
    ask("yen", "repayYen", "返還する額", { help: "ないときは0と入力します。" }),
    may("file", "taxReturn", "確定申告書の写しなど", { maxFiles: 5 }),
  ]),
])

export const disposalApproval = form("財産処分承認申請書", "補助金で取得した財産を、処分の制限の期間内に処分するときは、あらかじめ承認を受けます。", [
  page("award", "交付決定", decided()),
  page("asset", "処分する財産", [
    ask("text", "assetName", "財産名", { maxLength: 100 }),
    ask("text", "assetSpec", "規格・数量", { maxLength: 200 }),
    ask("date", "acquiredOn", "取得日"),
    ask("yen", "acquiredYen", "取得額（税抜）"),
    ask("yen", "assetGrantYen", "この財産に充てた補助金の額"),
    ask("number", "usefulLife", "耐用年数", { unit: "年", min: 1, max: 100 }),
    ask("yen", "bookYen", "残存簿価"),
  ]),
  page("disposal", "処分", [
    ask("choice", "disposalKind", "処分の区分", {
      options: [
        { value: "conversion", label: "目的外使用（転用）" },
        { value: "sale", label: "譲渡（有償）" },
        { value: "gift", label: "譲渡（無償）" },
        { value: "exchange", label: "交換" },
        { value: "lease", label: "貸付け" },
        { value: "mortgage", label: "担保に供する" },
        { value: "scrap", label: "廃棄（取壊し）" },
      ],
    }),
    ask("text", "disposalReason", "処分の理由", long),
    ask("date", "disposalOn", "処分の予定日"),
    ask("text", "otherParty", "相手方の名称と住所", { when: { field: "disposalKind", isNot: ["conversion", "scrap"] }, maxLength: 200 }),
    ask("yen", "saleYen", "譲渡額・貸付料の額", { when: { field: "disposalKind", is: ["sale", "lease"] } }),
    ask("yen", "payYen", "納付する見込みの額", { help: "ないときは0と入力します。" }),
    files("disposalPapers", "写真・見積書・契約書の案など", { required: false }),
  ]),
])
