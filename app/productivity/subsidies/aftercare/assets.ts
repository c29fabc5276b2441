import { record } from "../../../kernel/audit/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { csvFile, type FileColumn, sheet, xlsxFile } from "../../../kernel/documents/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { Application } from "../applications/application.ts"
import { mustApply } from "../applications/begin-application.ts"
import { callOf } from "../applications/call-of.ts"
import { lockApplication } from "../applications/read-application.ts"
import { ledgerOf } from "../paying/ledger/read-ledger.ts"
import { settingOn } from "../rules/dated-setting.ts"
import { type Asset, type Disposal, disposalWords, restrictedUntil } from "../rules/disposal-needs-approval.ts"
import type { Fraction } from "../rules/money.ts"
import type { AssetInput } from "./inputs.ts"
import { disposalTerms } from "./settings.ts"

export interface AssetRow {
  id: string
  name: string
  spec: string
  kind: Asset["kind"]
  quantity: number
  unitPriceYen: number
  acquiredOn: CivilDate
  place: string
  rate: Fraction
  usefulLifeYears: number
  markKind: string
  markNumber: string
  disposedOn: CivilDate | null
  disposedHow: Disposal | null
  /** Until when it may not be disposed of without approval; undefined where it is not restricted. */
  restrictedUntil: CivilDate | undefined
}

export const assetKindWords: Readonly<Record<Asset["kind"], string>> = { "real-estate": "不動産", "ship-or-aircraft": "船舶・航空機", fixture: "従物（附帯設備）", machine: "機械・器具", other: "そのほか" }

const writable: readonly Application["state"][] = ["under-way", "report-due", "report-in-correction", "correction-ordered", "in-inspection", "settled", "payment-claimed", "after-care"]

/** The ledger of an application the asking person has been let to. */
export async function listAssets(work: Work, applicationId: string): Promise<AssetRow[]> {
  const rows = await work.db.selectFrom("subsidy_asset").selectAll().where("application_id", "=", applicationId).orderBy("added_at").orderBy("id").execute()
  if (rows.length === 0) return []
  const repaidOn = await repaidInFullOn(work, applicationId)
  return rows.map((row): AssetRow => {
    const asset: Asset = { name: row.name, kind: row.kind, unitPriceWithoutTax: row.unit_price_yen, acquiredOn: row.acquired_on, usefulLifeYears: row.useful_life_years, ...(repaidOn ? { repaidOn } : {}) }
    return {
      id: row.id,
      name: row.name,
      spec: row.spec,
      kind: row.kind,
      quantity: row.quantity,
      unitPriceYen: row.unit_price_yen,
      acquiredOn: row.acquired_on,
      place: row.place,
      rate: { numerator: row.rate_numerator, denominator: row.rate_denominator },
      usefulLifeYears: row.useful_life_years,
      markKind: row.mark_kind,
      markNumber: row.mark_number,
      disposedOn: row.disposed_on,
      disposedHow: row.disposed_how,
      restrictedUntil: row.disposed_on ? undefined : restrictedUntil(asset, settingOn(disposalTerms, row.acquired_on)),
    }
  })
}

/** 施行令14条1号: with the whole subsidy paid back nothing is restricted any more. */
async function repaidInFullOn(work: Work, applicationId: string): Promise<CivilDate | undefined> {
  const { rows, sums } = await ledgerOf(work, applicationId)
  return sums.repaid > 0 && sums.held === 0 ? rows.findLast(({ kind }) => kind === "repayment")?.day : undefined
}

export function mustKeepAssets(it: Pick<Application, "state">): void {
  if (!writable.includes(it.state)) throw refusal("conflict", "subsidies.assets-closed", "いまは、財産の台帳を変えられません。")
}

export async function getAsset(work: Work, applicationId: string, assetId: string): Promise<AssetRow> {
  const found = isIdText(assetId) ? (await listAssets(work, applicationId)).find(({ id }) => id === assetId) : undefined
  if (!found) throw notFound("財産")
  return found
}

/** One line of the ledger, new or changed, by who received the subsidy. @returns its id. */
export async function saveAsset(work: Work, id: string, input: AssetInput, assetId?: string): Promise<string> {
  mustApply(work)
  const it = await lockApplication(work, id)
  mustKeepAssets(it)
  if (input.acquiredOn > civilDateOf(work.now)) throw refusal("invalid", "subsidies.acquired-in-the-future", "取得日は、今日までの日を入力してください。", { field: "acquiredOn" })
  const call = await callOf(work, it)
  const category = call.categories.find(({ key }) => key === input.category)
  if (!category) throw refusal("invalid", "subsidies.no-category", "経費区分を選んでください。", { field: "category" })
  const values = {
    name: input.name,
    spec: input.spec,
    kind: input.kind,
    quantity: input.quantity,
    unit_price_yen: input.unitPriceYen,
    acquired_on: input.acquiredOn,
    place: input.place,
    rate_numerator: category.rate.numerator,
    rate_denominator: category.rate.denominator,
    useful_life_years: input.usefulLifeYears,
    mark_kind: input.markKind,
    mark_number: input.markNumber,
    updated_at: work.now,
  }
  if (assetId !== undefined) {
    const known = await getAsset(work, id, assetId)
    if (known.disposedOn) throw refusal("conflict", "subsidies.asset-disposed", "処分した財産は変えられません。")
    await work.db.updateTable("subsidy_asset").set(values).where("id", "=", assetId).execute()
  }
  const saved = assetId ?? (await work.db.insertInto("subsidy_asset").values({ ...values, application_id: id, added_at: work.now }).returning("id").executeTakeFirstOrThrow()).id
  await record(work, { action: "subsidies.asset-saved", subject: { kind: "subsidy-application", id }, detail: { assetId: saved, name: input.name }, unitId: it.unitId })
  return saved
}

/** Only before the amount is fixed: afterwards the ledger is evidence. */
export async function removeAsset(work: Work, id: string, assetId: string): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  const asset = await getAsset(work, id, assetId)
  if (it.settledOn) throw refusal("conflict", "subsidies.asset-stays", "額の確定の後は、台帳から消せません。処分したときは、処分の手続をしてください。")
  await work.db.deleteFrom("subsidy_asset").where("id", "=", asset.id).execute()
  await record(work, { action: "subsidies.asset-removed", subject: { kind: "subsidy-application", id }, detail: { name: asset.name }, unitId: it.unitId })
}

const columns: FileColumn<AssetRow>[] = [
  { title: "財産名", value: ({ name }) => name },
  { title: "規格", value: ({ spec }) => spec },
  { title: "種類", value: ({ kind }) => assetKindWords[kind] },
  { title: "数量", value: ({ quantity }) => quantity },
  { title: "単価（税抜き）", value: ({ unitPriceYen }) => unitPriceYen },
  { title: "金額", value: ({ unitPriceYen, quantity }) => unitPriceYen * quantity },
  { title: "取得日", value: ({ acquiredOn }) => acquiredOn },
  { title: "保管場所", value: ({ place }) => place },
  { title: "補助率", value: ({ rate }) => `${rate.numerator}/${rate.denominator}` },
  { title: "耐用年数", value: ({ usefulLifeYears }) => usefulLifeYears },
  { title: "処分制限の末日", value: ({ restrictedUntil: until }) => until ?? "" },
  { title: "番号", value: ({ markKind, markNumber }) => [markKind, markNumber].filter(Boolean).join(" ") },
  { title: "処分した日", value: ({ disposedOn }) => disposedOn ?? "" },
  { title: "処分の区分", value: ({ disposedHow }) => (disposedHow ? disposalWords[disposedHow] : "") },
]

/** 取得財産等管理台帳 as a file. */
export async function assetsFile(rows: readonly AssetRow[], format: "csv" | "xlsx"): Promise<Uint8Array | string> {
  return format === "csv" ? csvFile(columns, rows) : xlsxFile([sheet({ name: "取得財産等管理台帳", columns, rows })])
}
