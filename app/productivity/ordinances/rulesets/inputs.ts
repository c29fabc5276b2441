import { z } from "zod"
import { categories, kinds } from "../scanner/index.ts"

export const versioned = z.object({ _version: z.number().int().optional() })

export const ruleInput = z.object({
  id: z.string().regex(/^[a-z][a-z0-9.-]{1,60}$/, "規則の名前は、英小文字・数字・ハイフン・ピリオドで書いてください（例：eyes.patrol）。").meta({ title: "規則の名前" }),
  title: z.string().min(1).max(80).meta({ title: "何をさがすか" }),
  category: z.enum(categories).meta({ title: "区分" }),
  kind: z.enum(kinds.map(({ code }) => code) as [string, ...string[]]).optional().meta({ title: "類型" }),
  find: z.string().min(1).max(8000).meta({ title: "さがすパターン" }),
  needs: z.string().max(20_000).default("").meta({ title: "条件" }),
  unless: z.string().max(20_000).default("").meta({ title: "除外" }),
  brackets: z.boolean().default(false).meta({ title: "括弧の中もさがす" }),
})
export type RuleInput = z.output<typeof ruleInput>

export const termsInput = z.object({
  title: z.string().min(1).max(80).meta({ title: "版の名称" }),
  version: z.string().min(1).max(40).meta({ title: "版の記号" }),
  terms: z.string().min(1).max(200_000).meta({ title: "語の組" }),
  lookAlikes: z.string().max(50_000).default("").meta({ title: "紛らわしい語" }),
})
export type TermsInput = z.output<typeof termsInput>

export const tryInput = z.object({
  text: z.string().min(1).max(200_000).meta({ title: "条文" }),
  caption: z.string().max(1000).default("").meta({ title: "見出し" }),
  title: z.string().max(500).default("").meta({ title: "例規名" }),
})

export const labelInput = z.object({
  title: z.string().max(500).default("").meta({ title: "例規名" }),
  no: z.string().max(200).default("").meta({ title: "条" }),
  caption: z.string().max(1000).default("").meta({ title: "見出し" }),
  text: z.string().min(1).max(100_000).meta({ title: "条文" }),
  categories: z.array(z.enum(categories)).max(categories.length).default([]).meta({ title: "あてはまる区分" }),
  note: z.string().max(1000).default("").meta({ title: "判断の理由" }),
})

export const publishInput = z.object({ reason: z.string().max(1000).default("").meta({ title: "公開する理由" }) })
export const fileInput = z.object({ file: z.custom<File>((value) => value instanceof File, "規則のファイル（JSON）を選んでください。").meta({ title: "規則のファイル" }) })
