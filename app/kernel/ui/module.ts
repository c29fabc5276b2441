import { h } from "preact"
import type { Module } from "../../module.ts"
import { ChartsPage } from "./gallery/charts.tsx"
import { ControlsPage } from "./gallery/controls.tsx"
import { ErrorsPage } from "./gallery/errors.tsx"
import { ListsPage } from "./gallery/lists.tsx"
import { galleryPaths } from "./gallery/paths.ts"
import { PatternsPage } from "./gallery/patterns.tsx"
import { QuestionPage } from "./gallery/question.tsx"
import { menuPath } from "./menu.ts"
import { MenuPage } from "./menu-page.tsx"

export const uiModule: Module = {
  name: "ui",
  title: "画面の部品",
  pages(site) {
    site.staff.get(menuPath, ({ actor }, c) => c.page(MenuPage({ actor })))
    site.anyone.get(galleryPaths.controls, (_, c) => c.page(h(ControlsPage, {})))
    site.anyone.get(galleryPaths.errors, (_, c) => c.page(h(ErrorsPage, {})))
    site.anyone.get(galleryPaths.lists, (_, c) => c.page(h(ListsPage, {})))
    site.anyone.get(galleryPaths.patterns, (_, c) => c.page(h(PatternsPage, {})))
    site.anyone.get(galleryPaths.question, (_, c) => c.page(h(QuestionPage, {})))
    site.anyone.get(galleryPaths.charts, (_, c) => c.page(h(ChartsPage, {})))
  },
}
