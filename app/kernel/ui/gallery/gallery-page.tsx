import type { ComponentChildren } from "preact"
import { useContext } from "preact/hooks"
import { notFound } from "../../http/refusal.ts"
import { ShellContext } from "../../http/shell.ts"
import type { Problem } from "../../http/typed.ts"
import { Tabs } from "../blocks.tsx"
import { Page } from "../page.tsx"
import { galleryPaths } from "./paths.ts"

const pages = [
  { title: "部品", href: galleryPaths.controls },
  { title: "エラー", href: galleryPaths.errors },
  { title: "一覧・表", href: galleryPaths.lists },
  { title: "型", href: galleryPaths.patterns },
  { title: "ひとつずつ", href: galleryPaths.question },
  { title: "図", href: galleryPaths.charts },
]

interface Props {
  title: string
  lead: string
  width?: "narrow" | "wide"
  hero?: boolean
  problems?: readonly Problem[]
  children: ComponentChildren
}

/** A page of the gallery. Outside a demo there is no gallery. */
export function GalleryPage({ title, lead, width = "wide", hero, problems, children }: Props) {
  const shell = useContext(ShellContext)
  if (!shell.demo) throw notFound("ページ")
  return (
    <Page
      title={title}
      kicker="部品の見本帳"
      lead={lead}
      width={width}
      hero={hero}
      problems={problems}
      crumbs={[{ title: "トップ", href: "/" }, { title: "部品の見本帳", href: galleryPaths.controls }, { title }]}
    >
      <Tabs label="見本帳" tabs={pages.map((page) => ({ ...page, current: page.href === shell.path }))} />
      {children}
    </Page>
  )
}
