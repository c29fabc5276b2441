import { z } from "zod"
import type { Work } from "../../../kernel/database/index.ts"
import { firstValue, refuseIf, type Site, type Typed } from "../../../kernel/http/index.ts"
import { attachFiles } from "../attach-files.ts"
import { fileDraft, fileImprovement } from "../file-improvement.ts"
import { getImprovement, listComments } from "../get-improvement.ts"
import { initiativeNames } from "../initiatives.ts"
import { draftForm, improvementForm, refileForm } from "../inputs.ts"
import { paths } from "../paths.ts"
import { changeDraft, discardDraft, mustBeAuthor, saveDraft } from "../save-draft.ts"
import { authorMayChangeItNow } from "../rules/author-may-change-it-now.ts"
import { similarImprovements } from "../similar-improvements.ts"
import { ImprovementFormPage } from "./improvement-form.tsx"
import { improvementPage } from "./show-improvement.tsx"

const MOST_UPLOADED = 60_000_000

/** Writing an improvement: new, as a draft, again after it came back. */
export function formPages(site: Site): void {
  site.staff.get(paths.fresh, async (work, c) => c.page(await freshPage(work, c.query("from"), c.query("initiative"))))
  const again = (work: Work, _: unknown, typed: Typed) => freshPage(work, firstValue(typed, "copiedFromId"), undefined, typed)

  site.staff.post(paths.list, { form: improvementForm, again, maxBytes: MOST_UPLOADED }, async (work, { files, ...input }, c) => {
    const { id, number } = await fileImprovement(work, input)
    await attachFiles(work, id, files)
    return c.redirect(paths.one(id), "提案を受け付けました。", number.then((given) => `受付番号は${given}です。`))
  })
  site.staff.post(paths.drafts, { form: draftForm, again, maxBytes: MOST_UPLOADED }, async (work, { files, ...input }, c) => {
    const id = await saveDraft(work, input)
    await attachFiles(work, id, files)
    return c.redirect(paths.one(id), "下書きを保存しました。内容を確かめて提案してください。")
  })
  site.staff.get(paths.edit(":id"), async (work, c) => c.page(await editPage(work, c.param("id"))))
  site.staff.post(
    paths.edit(":id"),
    { form: draftForm, again: (work, c, typed) => editPage(work, c.param("id"), typed), maxBytes: MOST_UPLOADED },
    async (work, { files, _version, copiedFromId: _, ...changes }, c) => {
      await changeDraft(work, c.param("id"), changes, _version, true)
      await attachFiles(work, c.param("id"), files)
      return c.redirect(paths.one(c.param("id")), "書きかけの提案を保存しました。")
    },
  )
  site.staff.post(
    paths.file(":id"),
    { form: refileForm, again: (work, c, typed) => editPage(work, c.param("id"), typed), maxBytes: MOST_UPLOADED },
    async (work, { files, _version, answer, copiedFromId: _, ...input }, c) => {
      const number = await fileDraft(work, c.param("id"), input, { answer, expectedVersion: _version })
      await attachFiles(work, c.param("id"), files)
      return c.redirect(paths.one(c.param("id")), `提案を受け付けました。受付番号は${number}です。`)
    },
  )
  site.staff.post(
    paths.discard(":id"),
    { form: z.object({}), again: (work, c, typed) => improvementPage(work, c.param("id"), typed) },
    async (work, _, c) => {
      await discardDraft(work, c.param("id"))
      return c.redirect(paths.list, "下書きを捨てました。")
    },
  )
}

async function freshPage(work: Work, from: string | undefined, initiativeId: string | undefined, typed?: Typed) {
  const [names, original] = await Promise.all([initiativeNames(work), from ? getImprovement(work, from) : undefined])
  return (
    <ImprovementFormPage
      names={names}
      typed={typed}
      start={original ?? (initiativeId ? { initiativeId } : {})}
      copiedFrom={original}
      similar={await similarOf(work, typed)}
    />
  )
}

async function editPage(work: Work, id: string, typed?: Typed) {
  const it = await getImprovement(work, id)
  mustBeAuthor(work, it)
  if (!typed) refuseIf(authorMayChangeItNow(it))
  const [names, comments] = await Promise.all([initiativeNames(work), listComments(work, id)])
  const original = it.copiedFromId ? await getImprovement(work, it.copiedFromId).catch(() => undefined) : undefined
  return (
    <ImprovementFormPage
      names={names}
      it={it}
      typed={typed}
      copiedFrom={original}
      askedBack={comments.filter((comment) => comment.kind === "ask-back").at(-1)?.text}
      similar={await similarOf(work, typed, id)}
    />
  )
}

/** Only when asked for: the button sends the form as it stands and gets it back with the list above. */
async function similarOf(work: Work, typed: Typed | undefined, except?: string) {
  if (firstValue(typed, "_again") !== "similar") return undefined
  return similarImprovements(work, firstValue(typed, "title") ?? "", except)
}
