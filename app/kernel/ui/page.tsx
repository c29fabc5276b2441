import type { ComponentChildren, VNode } from "preact"
import { useContext } from "preact/hooks"
import type { Actor } from "../access/actor.ts"
import { ShellContext } from "../http/shell.ts"
import type { Problem, Typed } from "../http/typed.ts"
import { Breadcrumbs } from "./breadcrumbs.tsx"
import type { Crumb } from "./breadcrumbs.tsx"
import { ErrorSummary } from "./form.tsx"
import { escapeText } from "./markup.ts"
import { liesInMenu, menuPath } from "./menu.ts"
import { accountPaths, currentItem, footerNavigation, publicNavigation, staffNavigation } from "./navigation.ts"
import type { NavItem } from "./navigation.ts"

export interface PageProps {
  /** The h1, and the first part of the document's title. */
  title: string
  crumbs?: readonly Crumb[]
  /** What is wrong with the form on this page: summary on top, 「エラー：」 in the title. */
  problems?: readonly Problem[]
  /** The form as typed; its problems are shown as above. */
  typed?: Typed
  /** narrow: one thing per page, for the public and for reading. wide: tables. Default by actor. */
  width?: "narrow" | "wide"
  nav?: readonly NavItem[]
  /** A short line above the h1, such as the initiative's number or the record's number. */
  kicker?: ComponentChildren
  /** One or two sentences under the h1. */
  lead?: ComponentChildren
  /** The front page of the public or of the plan: the h1 on a band with the flower. */
  hero?: boolean
  /** Buttons beside the h1. */
  actions?: ComponentChildren
  /** These come from the answer being given (c.page); a page passes them only when it stands alone. */
  actor?: Actor
  path?: string
  /** The sentence left by the change before. */
  flash?: string
  demo?: boolean
  /** Unread notices, beside お知らせ. */
  unread?: number
  children?: ComponentChildren
}

interface Around {
  actor: Actor
  path: string
  unread: number
  demo: boolean
}

const product = "萩 Hagi"

// A bush clover: three leaves and two flowers.
const mark =
  '<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">' +
  '<g class="mark-leaf"><ellipse cx="16" cy="9" rx="4.6" ry="7.2"/>' +
  '<ellipse cx="8.6" cy="20" rx="4.4" ry="7" transform="rotate(-62 8.6 20)"/>' +
  '<ellipse cx="23.4" cy="20" rx="4.4" ry="7" transform="rotate(62 23.4 20)"/></g>' +
  '<path class="mark-stem" d="M16 15.5V30"/><g class="mark-flower"><circle cx="11.4" cy="27" r="2.6"/>' +
  '<circle cx="20.8" cy="28.2" r="2"/></g></svg>'

const headStart = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>'
const headEnd =
  `</title><link rel="preload" href="/assets/tokens.css" as="style"><link rel="stylesheet" href="/assets/hagi.css">` +
  `<link rel="stylesheet" href="/assets/noto-sans-jp.css"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">` +
  `<meta name="theme-color" content="#8a2b6d"><meta name="format-detection" content="telephone=no">`

const footer =
  `<div class="frame footer-row"><p class="footer-name">${mark}<span>萩 Hagi<small>行政運営・働き方改革の基盤</small></span></p>` +
  `<nav aria-label="このサイトの案内"><ul>` +
  footerNavigation.map((item) => `<li><a href="${item.href}">${item.title}</a></li>`).join("") +
  `</ul></nav></div>`

const demoStrip = "デモ環境：県・人・会社・記録はすべて架空です。"

const navigationCache = new WeakMap<readonly NavItem[], Map<string, string>>()

/** The navigation differs only by the marked item and the unread number, so it is written once for each. */
function navigation(items: readonly NavItem[], path: string, unread: number): string {
  const current = currentItem(items, path) ?? (liesInMenu(path) ? items.find((item) => item.href === menuPath) : undefined)
  const key = `${current?.href ?? ""} ${unread}`
  let made = navigationCache.get(items)
  if (!made) navigationCache.set(items, (made = new Map()))
  let html = made.get(key)
  if (html === undefined) {
    html = items
      .map((item) => {
        const badge =
          item.unread && unread > 0
            ? ` <span class="nav-badge">${unread > 99 ? "99+" : unread}<span class="vh">件の未読</span></span>`
            : ""
        const marked = item === current ? ' aria-current="page"' : ""
        return `<li><a href="${escapeText(item.href)}"${marked}>${escapeText(item.title)}${badge}</a></li>`
      })
      .join("")
    if (made.size < 200) made.set(key, html)
  }
  return html
}

function account(actor: Actor, path: string): string {
  if (actor.kind === "visitor") {
    const back = path === "/" || path.startsWith(accountPaths.signIn) ? "" : `?return=${encodeURIComponent(path)}`
    return `<a class="account-sign-in" href="${accountPaths.signIn}${escapeText(back)}">サインイン</a>`
  }
  if (actor.kind === "system") return ""
  const name = escapeText(actor.name)
  const unit = actor.kind === "staff" ? escapeText(actor.unitName) : ""
  const post = actor.kind === "staff" ? escapeText(`${actor.unitName} ${actor.postTitle}`) : "申請者"
  return (
    `<details class="account"><summary><span class="account-name">${name}</span>` +
    `${unit && `<span class="account-unit">${unit}</span>`}</summary><div class="account-menu">` +
    `<p><strong>${name}</strong><br>${post}</p><a href="${accountPaths.account}">アカウントの設定</a>` +
    `<form method="post" action="${accountPaths.signOut}"><button class="button button-secondary button-small" type="submit">` +
    `サインアウト</button></form></div></details>`
  )
}

function header({ actor, path, unread, demo }: Around, nav: readonly NavItem[] | undefined): string {
  const items = nav ?? (actor.kind === "staff" ? staffNavigation : publicNavigation)
  const home = actor.kind === "staff" ? "/desk" : "/"
  return (
    `${demo ? `<p class="demo-strip">${demoStrip}</p>` : ""}<div class="frame header-row">` +
    `<a class="brand" href="${home}">${mark}<span class="brand-name">萩<span lang="en">Hagi</span></span></a>` +
    `${account(actor, path)}</div><nav class="nav" aria-label="主な案内"><div class="frame"><ul>` +
    `${navigation(items, path, unread)}</ul></div></nav>`
  )
}

/** A complete document. Everything around the page's own content is written as strings: it is on every page. */
export function Page(props: PageProps): VNode {
  const { title, crumbs, kicker, lead, actions } = props
  const shell = useContext(ShellContext)
  const around: Around = {
    actor: props.actor ?? shell.actor,
    path: props.path ?? shell.path,
    unread: props.unread ?? shell.unread,
    demo: props.demo ?? shell.demo,
  }
  const flash = props.flash ?? shell.flash
  const problems = props.problems ?? props.typed?.problems ?? []
  const wrong = problems.length > 0 || shell.problems
  const forStaff = around.actor.kind === "staff"
  const width = props.width ?? (forStaff ? "wide" : "narrow")
  const head = `${headStart}${wrong ? "エラー：" : ""}${escapeText(title)}｜${product}${headEnd}`
  return (
    <html lang="ja">
      <head dangerouslySetInnerHTML={{ __html: head }} />
      <body class={forStaff ? "for-staff" : "for-public"}>
        <a class="skip" href="#main">
          本文へ移る
        </a>
        <header class="header" dangerouslySetInnerHTML={{ __html: header(around, props.nav) }} />
        <div class={width === "narrow" ? "frame frame-narrow" : "frame"}>
          {crumbs && crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
          <main id="main" tabIndex={-1}>
            {flash && (
              <div class="banner banner-success flash" role="status">
                <p class="banner-title">{flash}</p>
              </div>
            )}
            {problems.length > 0 && <ErrorSummary problems={problems} />}
            <div class={props.hero ? "page-head hero" : "page-head"}>
              <div class="page-head-words">
                {kicker && <p class="kicker">{kicker}</p>}
                <h1>{title}</h1>
                {lead && <p class="lead">{lead}</p>}
              </div>
              {actions && <div class="page-head-actions">{actions}</div>}
            </div>
            {props.children}
          </main>
        </div>
        <footer class="footer" dangerouslySetInnerHTML={{ __html: footer }} />
      </body>
    </html>
  )
}
