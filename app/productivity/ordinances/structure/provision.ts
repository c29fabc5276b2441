import type { CivilDate } from "../../../kernel/database/index.ts"

/** 種別 of a text in the rulebook; the last three are national. */
export const ordinanceKinds = ["条例", "規則", "訓令", "要綱", "規程", "告示", "その他", "法律", "政令", "府省令"] as const
export type OrdinanceKind = (typeof ordinanceKinds)[number]

/** Where a provision stands: 前文, 本則, 附則, 別表, 様式. */
export const provisionParts = ["preamble", "main", "supplementary", "table", "form"] as const
export type ProvisionPart = (typeof provisionParts)[number]

/**
 * One article, or what is told apart like one: a preamble, a 附則 without articles, a 別表, a 様式.
 *
 * `text` is in the house form, the same as the corpora use and as the scanner and the drafting read it: a line a 項, the first
 * without its number (「２ …」 or 「② …」 begin the others, as printed); a line 「- 一 …」 or 「- (1) …」 a 号 and whatever lies below
 * it (イ, (1), (ｱ)) in the order of print; a table is lines 「| a | b |」. No caption and no 「第N条」 inside.
 * Where print numbers the first 項 too, as in a 附則 without articles, its number stays; a 項's own 見出し (ParagraphCaption: a 附則's
 * 「（経過措置）」) is a line of its own before it. A line without a number goes on with the 項 before.
 */
export interface Provision {
  part: ProvisionPart
  /**
   * Canonical, without words: "12", "12-3"; of a 附則 its own place first: "s2/3" (third article of the second 附則), "s1" (one without articles); "t1", "f2-2" ("t", "f": 別表 and
   * 様式 without a number; "x1": 別図, 別紙). "0": a text without articles; "p": 前文, 制定文; "toc": 目次. Unique in a text: the second
   * 第5条 is "5~2".
   */
  address: string
  /** As printed: 「第12条の3」「第十二条の三」「附則」「別表第１」. */
  no: string
  /** 見出し without its brackets; "" where there is none. */
  caption: string
  /** 編・章・節・款 above it as printed, outermost first: ["第２章 監視", "第１節 通則"]; of a 附則 its own line: ["附則（平成10年3月30日条例第5号）"]. */
  headings: readonly string[]
  text: string
}

/** A text as an importer reads it, before it enters the rulebook. */
export interface ParsedOrdinance {
  title: string
  /** 例規番号 as printed: 「平成5年条例第12号」; "" where the source has none. */
  number: string
  kind: OrdinanceKind
  /** 体系 (編・章 of the collection); "" where the source has none. */
  category: string
  promulgatedOn: CivilDate | undefined
  sourceUrl: string
  /** e-Gov's id of a national text. */
  lawId: string | undefined
  provisions: readonly Provision[]
  /** One sentence in Japanese for each thing the importer could not place or had to guess; shown to whoever imports. */
  remarks: readonly string[]
}
