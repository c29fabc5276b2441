import { currentItem } from "./navigation.ts"

export const menuPath = "/menu"

/** In the order of the page. */
export const menuGroups = { work: "仕事の決まりと根拠", people: "人と組織", records: "記録と点検", system: "システム管理", own: "自分の設定" } as const
export type MenuGroup = keyof typeof menuGroups

/** A page of staff that the header has no room for; without a permission it is everybody's. */
export interface MenuEntry {
  group: MenuGroup
  title: string
  href: string
  /** What one does there, in one phrase. */
  note: string
  permission?: string
}

const declared = {
  entries: [
    { group: "own", title: "アカウントの設定", href: "/account", note: "サインインの手段、サインイン中の端末、アクセストークン" },
    { group: "own", title: "API の説明", href: "/api", note: "画面でできることを、ほかのプログラムから行う" },
  ] as MenuEntry[],
}
const ownEntries = declared.entries

/** Called once when the house is composed. */
export function declareMenu(entries: readonly MenuEntry[]): void {
  declared.entries = [...entries, ...ownEntries]
}

export function menuEntries(): readonly MenuEntry[] {
  return declared.entries
}

export function liesInMenu(path: string): boolean {
  return currentItem(declared.entries, path) !== undefined
}
