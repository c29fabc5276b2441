import { type Calendar, yearEndOfBanks } from "./banking-days.ts"
import { type Dated, settingOn } from "../rules/dated-setting.ts"
import { type FileLayout, transferLayout } from "./layout.ts"

/** What banks or the association may change, and what was not confirmed: by day, and to be shown to the accounting section. */
export interface ZenginSettings {
  layout: FileLayout
  /** ヲ is refused by most banks' published rules; a bank may ask for ｵ instead. */
  wo: "refuse" | "as-o"
  /** 「・」 is in no bank's list; banks ask for a space or a full stop in its place. */
  middleDot: "refuse" | "space" | "full-stop"
  /** A name longer than its field. */
  longName: "refuse" | "cut"
  /** Days on which the banks are closed beside weekends and holidays. */
  calendar: Calendar
}

export const zenginSettings: readonly Dated<ZenginSettings>[] = [
  {
    from: "1993-01-01",
    value: { layout: transferLayout, wo: "refuse", middleDot: "refuse", longName: "refuse", calendar: yearEndOfBanks },
    source:
      "文字: https://pca.jp/area_support/manual/kk/Z1sanko/z1_zengin.html ／ トレーラ・エンドの形式、年末年始の銀行休業日、長い名前の扱いは要確認",
  },
]

export function zenginSettingsOn(day: string): ZenginSettings {
  return settingOn(zenginSettings, day)
}
