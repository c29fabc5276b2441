import { renderToString } from "preact-render-to-string"
import { z } from "zod"
import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { type PageContext, refusal, type Site } from "../../../kernel/http/index.ts"
import { fiscalYear } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { findOwnReading, FollowButton, followsInitiative, ReadButton } from "../../sharing/index.ts"
import { addSheet, removeSheet } from "../arrange-sheets.ts"
import { changeEdition } from "../change-edition.ts"
import { changeSheet } from "../change-sheet.ts"
import { createEdition } from "../create-edition.ts"
import { discardDraft } from "../discard-draft.ts"
import { mustBeDraft } from "../draft.ts"
import { editionInput, sheetInput } from "../inputs.ts"
import { latestValues } from "../latest-values.ts"
import { homeStamp, readPlanHome } from "../plan-home.ts"
import { findEditionInForce, getSheet, listEditions, readEdition } from "../read-edition.ts"
import { unitOptions } from "../units.ts"
import { editsPlan, editsSheet } from "../visibility.ts"
import { EditionFormPage, NewEditionPage } from "./edition-form-page.tsx"
import { EditionPage } from "./edition-page.tsx"
import { EditionsPage } from "./editions-page.tsx"
import { HomeBody, HomePage, NoEditionPage } from "./home-page.tsx"
import { InitiativePage } from "./initiative-page.tsx"
import { importRoutes } from "./import-routes.tsx"
import { editionForm, partSchemas } from "./part-schemas.ts"
import { NewSheetPage, SheetFormPage, type SheetPart } from "./sheet-form-page.tsx"
import { sheetPartRoutes } from "./sheet-part-routes.tsx"

export function editionPages(site: Site): void {
  site.staff.get(paths.home, homePage)
  importRoutes(site)
  editionRoutes(site)
  initiativeRoutes(site)
  sheetPartRoutes(site)
}

/** The body made last, and what it was made of. One edition rules at a time, so one is enough. */
let made: { stamp: string; body: string } | undefined

async function homePage(work: Work, c: PageContext) {
  const now = await homeStamp(work)
  if (!now) {
    const drafts = (await listEditions(work)).length
    return c.page(<NoEditionPage edits={editsPlan(work.actor)} drafts={drafts} />)
  }
  if (made?.stamp !== now.stamp) {
    const home = await readPlanHome(work, now.edition)
    made = { stamp: now.stamp, body: renderToString(<HomeBody home={home} />) }
  }
  return c.page(<HomePage edition={now.edition} body={made.body} edits={editsPlan(work.actor)} />)
}

function editionRoutes(site: Site): void {
  site.staff.get(paths.editions, async (work, c) =>
    c.page(<EditionsPage editions={await listEditions(work)} edits={editsPlan(work.actor)} />),
  )
  site.staff.get(paths.editionNew, async (work, c) => {
    mustBeAllowed(work.actor, "plan.edit")
    const ruling = await findEditionInForce(work)
    return c.page(<NewEditionPage year={ruling ? ruling.fiscalYear + 1 : fiscalYear(work.now)} />)
  })
  site.staff.post(
    paths.editionNew,
    { form: editionInput, again: (work, _c, typed) => <NewEditionPage typed={typed} year={fiscalYear(work.now)} /> },
    async (work, input, c) => {
      const { id } = await createEdition(work, input)
      return c.redirect(paths.editionEdit(id), "下書きを作りました。目指す姿と取組の方向性を書きます。")
    },
  )
  site.staff.get(paths.edition(":e"), async (work, c) => {
    const content = await readEdition(work, c.param("e"))
    const values = await latestValues(work, content.sheets)
    const ruled = content.edition.status === "in-force" || content.edition.status === "closed"
    return c.page(
      <EditionPage
        content={content}
        values={values}
        today={civilDateOf(work.now)}
        edits={editsPlan(work.actor)}
        end={ruled && <ReadButton editionId={content.edition.id} readAt={await findOwnReading(work, content.edition.id)} />}
      />,
    )
  })
  site.staff.get(paths.editionEdit(":e"), async (work, c) => {
    mustBeAllowed(work.actor, "plan.edit")
    const content = await readEdition(work, c.param("e"))
    mustBeDraft(content.edition)
    return c.page(<EditionFormPage content={content} />)
  })
  site.staff.post(
    paths.editionEdit(":e"),
    {
      form: editionForm,
      again: async (work, c, typed) => <EditionFormPage content={await readEdition(work, c.param("e"))} typed={typed} />,
    },
    async (work, { _version, _reason, ...changes }, c) => {
      await changeEdition(work, c.param("e"), changes, { expectedVersion: _version, reason: _reason, fieldwise: true })
      return c.redirect(paths.edition(c.param("e")), "版の内容を保存しました。")
    },
  )
  site.staff.post(
    paths.editionDiscard(":e"),
    {
      form: z.object({ reason: z.string().trim().min(1).max(500).meta({ title: "理由" }) }),
      again: async (work, c) => {
        const content = await readEdition(work, c.param("e"))
        return <EditionPage content={content} values={new Map()} today={civilDateOf(work.now)} edits={editsPlan(work.actor)} />
      },
    },
    async (work, { reason }, c) => {
      await discardDraft(work, c.param("e"), reason)
      return c.redirect(paths.editions, "下書きを破棄しました。")
    },
  )
}

function initiativeRoutes(site: Site): void {
  const newSheet = async (work: Work, c: PageContext, typed?: Parameters<typeof NewSheetPage>[0]["typed"]) => {
    mustBeAllowed(work.actor, "plan.edit")
    const { edition, directions } = await readEdition(work, c.param("e"))
    mustBeDraft(edition)
    return <NewSheetPage edition={edition} directions={directions} units={await unitOptions(work)} typed={typed} />
  }
  site.staff.get(paths.sheetNew(":e"), async (work, c) => c.page(await newSheet(work, c)))
  site.staff.post(paths.sheetNew(":e"), { form: sheetInput, again: newSheet }, async (work, input, c) => {
    const initiativeId = await addSheet(work, c.param("e"), input)
    return c.redirect(paths.initiative(c.param("e"), initiativeId), "取組を加えました。")
  })
  site.staff.get(paths.initiative(":e", ":i"), async (work, c) => {
    const found = await getSheet(work, c.param("e"), c.param("i"))
    return c.page(
      <InitiativePage
        found={found}
        values={await latestValues(work, [found.sheet])}
        today={civilDateOf(work.now)}
        edits={editsSheet(work.actor, found.sheet)}
        arranges={editsPlan(work.actor)}
        follow={
          <FollowButton
            editionId={found.edition.id}
            initiativeId={found.sheet.initiativeId}
            following={await followsInitiative(work, found.sheet.initiativeId)}
          />
        }
      />,
    )
  })
  // One address for "edit this initiative": the first part of it.
  site.staff.get(paths.initiativeEdit(":e", ":i"), (_work, c) =>
    c.redirect(paths.initiativePart(c.param("e"), c.param("i"), "overview")),
  )
  for (const part of Object.keys(partSchemas) as SheetPart[]) partRoutes(site, part)
  site.staff.post(
    paths.initiativeRemove(":e", ":i"),
    {
      form: z.object({ removalReason: z.string().trim().min(1).max(500).meta({ title: "外す理由" }) }),
      again: (work, c, typed) => partForm(work, c, "place", typed),
    },
    async (work, { removalReason }, c) => {
      await removeSheet(work, { editionId: c.param("e"), initiativeId: c.param("i") }, removalReason)
      return c.redirect(paths.edition(c.param("e")), "取組をこの版から外しました。")
    },
  )
}

async function partForm(work: Work, c: PageContext, part: SheetPart, typed?: Parameters<typeof SheetFormPage>[0]["typed"]) {
  const found = await getSheet(work, c.param("e"), c.param("i"))
  if (!editsSheet(work.actor, found.sheet)) {
    throw refusal("forbidden", "access.plan.edit-sheet", "取組シートを書けるのは、企画担当と主管課の職員です。")
  }
  mustBeDraft(found.edition)
  if (part !== "place") return <SheetFormPage found={found} part={part} typed={typed} />
  mustBeAllowed(work.actor, "plan.edit")
  const { directions } = await readEdition(work, c.param("e"))
  return <SheetFormPage found={found} part={part} typed={typed} units={await unitOptions(work)} directions={directions} />
}

function partRoutes(site: Site, part: SheetPart): void {
  const path = paths.initiativePart(":e", ":i", part)
  site.staff.get(path, async (work, c) => c.page(await partForm(work, c, part)))
  site.staff.post(
    path,
    {
      form: partSchemas[part] as z.ZodType<PartInput>,
      again: (work, c, typed) => partForm(work, c, part, typed),
    },
    async (work, { _version, _reason, ...changes }, c) => {
      const ids = { editionId: c.param("e"), initiativeId: c.param("i") }
      await changeSheet(work, ids, changes, { expectedVersion: _version, reason: _reason, fieldwise: true })
      return c.redirect(paths.initiative(ids.editionId, ids.initiativeId), "取組シートを保存しました。")
    },
  )
}

type PartInput = { _version: number; _reason: string } & Parameters<typeof changeSheet>[2]
