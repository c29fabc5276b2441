/** Where the header leads. Pages may pass their own list to Page; these are the defaults. */
export interface NavItem {
  title: string
  href: string
  /** Shows the number of unread notices. */
  unread?: boolean
}

export const staffNavigation: readonly NavItem[] = [
  { title: "机", href: "/desk" },
  { title: "推進プラン", href: "/plan" },
  { title: "改善提案", href: "/improvements" },
  { title: "決裁", href: "/approvals" },
  { title: "お知らせ", href: "/notices", unread: true },
  { title: "検索", href: "/search" },
  { title: "メニュー", href: "/menu" },
]

export const publicNavigation: readonly NavItem[] = [
  { title: "トップ", href: "/" },
  { title: "申請・手続", href: "/apply" },
  { title: "推進プランの進み具合", href: "/progress" },
]

export const accountPaths = { account: "/account", signIn: "/sign-in", signOut: "/sign-out" } as const

export const footerNavigation: readonly NavItem[] = [
  { title: "アクセシビリティ方針", href: "/accessibility" },
  { title: "このサイトについて", href: "/about" },
]

/** The item whose address the path lies under; the longest wins. */
export function currentItem(items: readonly NavItem[], path: string): NavItem | undefined {
  const end = path.search(/[?#]/)
  const bare = end < 0 ? path : path.slice(0, end)
  let found: NavItem | undefined
  for (const item of items) {
    const under = bare === item.href || (item.href !== "/" && bare.startsWith(`${item.href}/`))
    if (under && (!found || item.href.length > found.href.length)) found = item
  }
  return found
}
