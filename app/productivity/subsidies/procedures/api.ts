import { z } from "zod"
import type { Api } from "../../../kernel/http/index.ts"
import { getApplication } from "../applications/read-application.ts"
import { chooseForms, getChosenForms } from "./choose-forms.ts"
import { procedureFormsInput } from "./inputs.ts"
import { beginOwnForm, getOwnForm, type OwnForm, saveOwnFormPage } from "./own-form.ts"

const mine = { who: "signedIn", tag: "補助金の手続の様式" } as const
const staff = { who: "staff", tag: "補助金の手続の様式" } as const
const params = z.object({ id: z.uuid().meta({ title: "申請のID" }), kind: z.string().max(40).meta({ title: "手続" }) })
const call = z.object({ id: z.uuid().meta({ title: "公募のID" }) })
const answer = z.object({
  kind: z.string(),
  title: z.string(),
  begun: z.boolean(),
  complete: z.boolean(),
  version: z.number(),
  pages: z.array(z.object({ key: z.string(), title: z.string(), saved: z.boolean(), problems: z.array(z.object({ path: z.string(), message: z.string() })) })),
})

export function proceduresApi(api: Api): void {
  api.route({ ...mine, method: "get", path: "/subsidies/my/{id}/procedures/{kind}", summary: "手続の様式の記入のいま", params, answer }, async (work, { params: { id, kind } }, c) => {
    const own = await getOwnForm(work, await getApplication(work, id), kind)
    if (own.draft) c.version(own.draft.version)
    return told(own)
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/procedures/{kind}", summary: "手続の様式の記入をはじめる（版が決まる）", params, answer }, async (work, { params: { id, kind } }, c) => {
    c.created(`/subsidies/my/${id}/procedures/${kind}`)
    return told(await beginOwnForm(work, id, kind))
  })
  api.route(
    {
      ...mine,
      method: "put",
      path: "/subsidies/my/{id}/procedures/{kind}/pages/{page}",
      summary: "手続の様式の1ページを保存する（欄の名前は画面と同じ）",
      params: params.extend({ page: z.string().max(40).meta({ title: "ページの記号" }) }),
      body: z.record(z.string().max(200), z.union([z.string().max(20_000), z.array(z.string().max(200)).max(200)])),
      answer: z.object({ version: z.number() }),
    },
    async (work, { params: { id, kind, page }, body }, c) => {
      const version = await saveOwnFormPage(work, id, kind, page, body, {}, c.expectedVersion())
      c.version(version)
      return { version }
    },
  )
  api.route({ ...staff, method: "get", path: "/subsidies/own-calls/{id}/procedure-forms", summary: "交付決定の後の手続で使う様式の版（手続ごと）", params: call, answer: z.record(z.string(), z.string()) }, async (work, { params: { id } }) => {
    return (await getChosenForms(work, id)) as Record<string, string>
  })
  api.route({ ...staff, method: "put", path: "/subsidies/own-calls/{id}/procedure-forms", summary: "交付決定の後の手続で使う様式を決める（書かない手続は決まった画面だけになる）", params: call, body: procedureFormsInput, answer: z.object({}) }, async (work, { params: { id }, body }) => {
    await chooseForms(work, id, body)
    return {}
  })
}

function told(own: OwnForm) {
  const pages = own.pages.map(({ problems, ...page }) => ({ ...page, problems: problems.map(({ path, message }) => ({ path, message })) }))
  return { kind: own.kind, title: own.form.title, begun: own.draft !== undefined, complete: own.complete, version: own.draft?.version ?? 0, pages }
}
