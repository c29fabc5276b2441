import type { ComponentChildren } from "preact"
import { NONE, numberText } from "./formats.ts"
import { classes } from "./markup.ts"

export type BannerKind = "info" | "success" | "warning" | "error"

const bannerWords = { info: "お知らせ", success: "完了", warning: "注意", error: "重要" } as const

/** Something to know before reading on. */
export function Banner({ kind = "info", title, children }: { kind?: BannerKind; title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class={`banner banner-${kind}`} role={kind === "error" ? "alert" : undefined}>
      <p class="banner-title">
        <span class="vh">{bannerWords[kind]}：</span>
        {title}
      </p>
      {children && <div class="banner-body">{children}</div>}
    </div>
  )
}

export interface ConfirmationPanelProps {
  title: string
  /** 受付番号 and the like, in large figures. */
  numberLabel?: string
  number?: string
  children?: ComponentChildren
}

/** It has been received: the number to keep, and what happens next. */
export function ConfirmationPanel({ title, numberLabel, number, children }: ConfirmationPanelProps) {
  return (
    <div class="confirmation" role="status">
      <h2>{title}</h2>
      {number && (
        <p class="confirmation-number">
          {numberLabel && <span>{numberLabel}</span>}
          <strong>{number}</strong>
        </p>
      )}
      {children && <div class="confirmation-body">{children}</div>}
    </div>
  )
}

/** Nothing is here yet: says why, and what to do about it. */
export function EmptyState({ title, children, action }: { title: string; children?: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <div class="empty-body">{children}</div>}
      {action && <div class="empty-action">{action}</div>}
    </div>
  )
}

export function Details({ summary, open, children }: { summary: ComponentChildren; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="details" open={open}>
      <summary>{summary}</summary>
      <div class="details-body">{children}</div>
    </details>
  )
}

export interface Tab {
  title: string
  href: string
  current?: boolean
  count?: number
}

/** Pages about one thing, side by side. Links, so each has an address. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current ? "page" : undefined}>
              {tab.title}
              {tab.count !== undefined && <span class="tab-count">{numberText(tab.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export interface ProgressProps {
  label: string
  value: number
  max: number
  /** In words beside the bar: 12 / 16件. */
  text?: string
}

/** How far, as a bar and in words. */
export function Progress({ label, value, max, text }: ProgressProps) {
  const width = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0
  return (
    <div class="progress">
      <p class="progress-words">
        <span>{label}</span>
        <span class="progress-text">{text ?? `${numberText(value)} / ${numberText(max)}`}</span>
      </p>
      <svg class="progress-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="progress-rail" width="100" height="4" />
        <rect class="progress-done" width={width.toFixed(2)} height="4" />
      </svg>
    </div>
  )
}

export interface CardProps {
  title?: ComponentChildren
  href?: string
  kicker?: ComponentChildren
  footer?: ComponentChildren
  level?: 2 | 3
  children?: ComponentChildren
}

export function Card({ title, href, kicker, footer, level = 2, children }: CardProps) {
  const words = href ? <a href={href}>{title}</a> : title
  return (
    <section class={classes("card", href && "card-link")}>
      {kicker && <p class="card-kicker">{kicker}</p>}
      {title && (level === 2 ? <h2 class="card-title">{words}</h2> : <h3 class="card-title">{words}</h3>)}
      {children}
      {footer && <div class="card-footer">{footer}</div>}
    </section>
  )
}

/** Cards or figures side by side, as many as fit. */
export function Grid({ children, small, large }: { children: ComponentChildren; small?: boolean; large?: boolean }) {
  return <div class={classes("grid", small && "grid-small", large && "grid-large")}>{children}</div>
}

export interface StatNumberProps {
  label: string
  /** null or undefined: no data, shown as 「－」, never as 0. A string stands as it is. */
  value: number | string | null | undefined
  unit?: string
  digits?: number
  /** Out of how many: 回答 412人のうち */
  denominator?: string
  /** How the figure comes about: 実測, 報告, 推計 */
  evidence?: string
  target?: string
  note?: ComponentChildren
  /** The records behind the number. */
  href?: string
}

/** One figure with everything needed to believe it. */
export function StatNumber(props: StatNumberProps) {
  const text = typeof props.value === "string" ? props.value : numberText(props.value, "", props.digits)
  const none = text === NONE
  return (
    <div class="stat">
      <p class="stat-label">{props.label}</p>
      <p class={none ? "stat-value stat-none" : "stat-value"}>
        {text}
        {none ? <span class="vh">（データなし）</span> : props.unit && <span class="stat-unit">{props.unit}</span>}
      </p>
      {props.target && <p class="stat-line">目標 {props.target}</p>}
      {props.denominator && <p class="stat-line">{props.denominator}</p>}
      {props.evidence && <p class="stat-line stat-evidence">{props.evidence}</p>}
      {props.note && <p class="stat-line">{props.note}</p>}
      {props.href && (
        <p class="stat-line">
          <a href={props.href}>
            内訳を見る<span class="vh">：{props.label}</span>
          </a>
        </p>
      )}
    </div>
  )
}

/** What a word or a figure on this page means. */
export function DefinitionNote({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <dl class="definition">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </dl>
  )
}

export interface Download {
  format: "csv" | "xlsx" | "pdf" | "json" | "docx" | "zip"
  href: string
  /** Such as sizeText(bytes). */
  size?: string
}

const formatWords = { csv: "CSV", xlsx: "Excel", pdf: "PDF", json: "JSON", docx: "Word", zip: "ZIP" } as const

export function DownloadLinks({ downloads, label = "この一覧を保存" }: { downloads: readonly Download[]; label?: string }) {
  return (
    <p class="downloads">
      <span class="downloads-label">{label}</span>
      {downloads.map((download) => (
        <a href={download.href}>
          {formatWords[download.format]}
          {download.size && `（${download.size}）`}
          <span class="vh"> {label}</span>
        </a>
      ))}
    </p>
  )
}

/** A part of a page under its own heading. */
export function Section({ title, actions, id, children }: { title: string; actions?: ComponentChildren; id?: string; children?: ComponentChildren }) {
  return (
    <section class="section" aria-labelledby={id && `${id}-title`} id={id}>
      <div class="section-head">
        <h2 id={id && `${id}-title`}>{title}</h2>
        {actions && <div class="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
