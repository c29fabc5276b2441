import { z } from "zod"
import type { Work } from "../../../../kernel/database/index.ts"
import { type PageContext, refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { sentFiles } from "../../changes/sent-files.ts"
import { fetchNow, nationalState } from "../list-takings.ts"
import { nationalPaths } from "../paths.ts"
import { MOST_LIST_BYTES, previewUpload, takeUpload, uploadList } from "../uploads.ts"
import { NationalListPage, NationalPreviewPage } from "./national-pages.tsx"

export function nationalPages(site: Site): void {
  const list = async (work: Work, c: PageContext, typed?: Typed) => <NationalListPage state={await nationalState(work)} url={c.config.jgrantsUrl} typed={typed} />
  site.staff.get(nationalPaths.list, async (work, c) => c.page(await list(work, c)))
  site.staff.post(nationalPaths.list, { form: z.object({}), again: list, maxBytes: MOST_LIST_BYTES + 4096 }, async (work, _, c) => {
    const [file] = await sentFiles(c, "list")
    if (!file) throw refusal("invalid", "subsidies.no-file", "一覧のファイルを選んでください。", { field: "list" })
    return c.redirect(nationalPaths.upload(await uploadList(work, file)))
  })
  site.staff.post(nationalPaths.fetch, { form: z.object({}), again: list }, async (work, _, c) => {
    await fetchNow(work, c.config.jgrantsUrl)
    return c.redirect(nationalPaths.list, "取りに行く処理を始めました。")
  })
  const preview = async (work: Work, c: PageContext, typed?: Typed) => <NationalPreviewPage {...await previewUpload(work, c.param("id"))} typed={typed} />
  site.staff.get(nationalPaths.upload(":id"), async (work, c) => c.page(await preview(work, c)))
  site.staff.post(nationalPaths.upload(":id"), { form: z.object({ dropGone: z.boolean().default(false).meta({ title: "一覧にないものを外す" }) }), again: preview }, async (work, { dropGone }, c) => {
    const { fresh, changed, gone } = await takeUpload(work, c.param("id"), dropGone)
    return c.redirect(nationalPaths.list, `新しい${fresh.length}件、変わった${changed.length}件を取り込み${dropGone ? `、${gone.length}件を外し` : ""}ました。`)
  })
}
