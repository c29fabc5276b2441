import type { FormDefinition, TypedValues } from "../../kernel/forms/index.ts"
import { ask, form, long, may, page } from "./starters/questions.ts"

/** What the demo's calls ask beside the fixed pages: our own words, after the forms of programmes that prefectures run. */
interface DemoForm {
  definition: FormDefinition
  /** An answer to every page, as a browser sends it. */
  typed: Readonly<Record<string, TypedValues>>
}

/** 従業員数 and 売上減少報告, as 再起支援 programmes ask them (様式第1号の4). */
const recovery: DemoForm = {
  definition: form("再起支援 事業計画・売上減少報告", "従業員の数と、売上の減り方を表に書きます。", [
    page("workers", "従業員の数", [
      ask("choice", "industry", "業種", {
        options: [
          { value: "making", label: "製造業・建設業・運輸業" },
          { value: "wholesale", label: "卸売業" },
          { value: "service", label: "サービス業" },
          { value: "retail", label: "小売業" },
        ],
      }),
      ask("table", "headcount", "人数", {
        help: "中小企業の範囲は、常時使用する従業員の数で決まります。役員とその家族は数えません。",
        rows: ["役員", "常時使用する従業員", "パート・アルバイト"],
        columns: [
          { key: "before", kind: "number", label: "1年前", unit: "人", required: true, min: 0 },
          { key: "now", kind: "number", label: "いま", unit: "人", required: true, min: 0 },
        ],
      }),
    ]),
    page("sales", "売上の減り方", [
      ask("text", "months", "くらべる3か月", { maxLength: 60, help: "例：令和8年4月から6月まで" }),
      ask("table", "sales", "月ごとの売上高", {
        rows: ["1か月目", "2か月目", "3か月目"],
        columns: [
          { key: "before", kind: "yen", label: "前の年の同じ月", required: true },
          { key: "now", kind: "yen", label: "くらべる月", required: true },
        ],
      }),
      ask("sum", "salesBefore", "前の年の3か月の売上高", { of: ["sales.before"] }),
      ask("sum", "salesNow", "くらべる3か月の売上高", { of: ["sales.now"], help: "前の年より10％以上減っていることが要ります。" }),
      ask("text", "cause", "売上が減った理由", long),
    ]),
  ]),
  typed: {
    workers: {
      industry: "making",
      "headcount.0.before": "3",
      "headcount.0.now": "3",
      "headcount.1.before": "26",
      "headcount.1.now": "24",
      "headcount.2.before": "8",
      "headcount.2.now": "6",
    },
    sales: {
      months: "直近の3か月",
      "sales.0.before": "21,400,000",
      "sales.0.now": "18,100,000",
      "sales.1.before": "22,900,000",
      "sales.1.now": "19,000,000",
      "sales.2.before": "20,700,000",
      "sales.2.now": "17,600,000",
      cause: "主な取引先が海外に生産を移し、注文が減った。",
    },
  },
}

/** What is built, and the two advances it is paid with. */
const facility: DemoForm = {
  definition: form("園芸施設整備 整備計画書", "整備する施設と機械、概算払の予定を書きます。", [
    page("assets", "整備する財産", [
      ask("group", "assets", "施設・機械", {
        min: 1,
        max: 30,
        help: "1件50万円以上のものは、耐用年数のあいだ、承認を受けずに処分できません。",
        fields: [
          { key: "name", kind: "text", label: "名称", required: true, maxLength: 100 },
          { key: "spec", kind: "text", label: "規格", required: true, maxLength: 200 },
          { key: "quantity", kind: "number", label: "数量", required: true, min: 1 },
          { key: "price", kind: "yen", label: "金額（税抜き）", required: true },
          { key: "life", kind: "number", label: "耐用年数", unit: "年", required: true, min: 1, max: 60 },
        ],
      }),
      ask("sum", "assetsTotal", "金額の合計", { of: ["assets.price"] }),
      ask("text", "place", "整備する場所", { maxLength: 200 }),
    ]),
    page("advances", "概算払の予定", [
      ask("table", "advances", "概算払", {
        rows: ["1回目", "2回目"],
        columns: [
          { key: "amount", kind: "yen", label: "額", required: true },
          { key: "when", kind: "text", label: "時期", required: true, maxLength: 60 },
          { key: "why", kind: "text", label: "要る理由", required: true, maxLength: 200 },
        ],
      }),
      ask("sum", "advancesTotal", "概算払の合計", { of: ["advances.amount"] }),
    ]),
  ]),
  typed: {
    assets: {
      "assets.0.name": "パイプハウス",
      "assets.0.spec": "間口7.2m 奥行50m 2連棟",
      "assets.0.quantity": "1",
      "assets.0.price": "10,000,000",
      "assets.0.life": "8",
      "assets.1.name": "養液栽培装置",
      "assets.1.spec": "葉菜用 600㎡",
      "assets.1.quantity": "1",
      "assets.1.price": "3,600,000",
      "assets.1.life": "7",
      place: "月見市東浜12番",
    },
    advances: {
      "advances.0.amount": "2,500,000",
      "advances.0.when": "契約のとき",
      "advances.0.why": "資材の前払いに充てるため",
      "advances.1.amount": "2,500,000",
      "advances.1.when": "骨組みができたとき",
      "advances.1.why": "工事の中間払いに充てるため",
    },
  },
}

/** Short: a resident fills it in on a phone. */
const insulation: DemoForm = {
  definition: form("断熱改修の内容", "改修する家と場所を書きます。", [
    page("house", "改修する家", [
      ask("choice", "kind", "家の種類", {
        options: [
          { value: "detached", label: "戸建て" },
          { value: "flat", label: "マンション・アパート" },
        ],
      }),
      may("number", "builtIn", "建てた年（西暦）", { min: 1900, max: 2100 }),
      ask("number", "windows", "断熱にする窓の数", { unit: "か所", min: 0, max: 99 }),
      ask("choice", "where", "窓のほかに改修する場所", {
        many: true,
        required: false,
        options: [
          { value: "wall", label: "壁" },
          { value: "floor", label: "床" },
          { value: "ceiling", label: "天井" },
        ],
      }),
    ]),
  ]),
  typed: { house: { kind: "detached", builtIn: "1988", windows: "6", where: ["floor"] } },
}

export const demoForms = { recovery, facility, insulation }
