import { z } from "zod"
import { may } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { notFound, type PageContext, refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { categories, type Category, compileRules, type RulesData, scanArticle } from "../../scanner/index.ts"
import { beginDraft, discardDraft, saveDraft } from "../draft-ruleset.ts"
import { removeRule, saveRule, saveTerms } from "../edit-rules.ts"
import { fileInput, labelInput, publishInput, ruleInput, termsInput, tryInput, versioned } from "../inputs.ts"
import { shippedLabels } from "../labelled-articles.ts"
import { listLabels, removeLabel, saveLabel } from "../labels.ts"
import { rulesetPaths as paths } from "../paths.ts"
import { compareQuality, publishRuleset } from "../publish-ruleset.ts"
import { getRuleset, listRulesets } from "../read-rulesets.ts"
import { LabelsPage } from "./labels-page.tsx"
import { RulesetListPage } from "./list-page.tsx"
import { QualityPage } from "./quality-page.tsx"
import { RulePage } from "./rule-page.tsx"
import { RulesPage } from "./rules-page.tsx"
import { TermsPage } from "./terms-page.tsx"
import { TryPage } from "./try-page.tsx"

const mayManage = (work: Work) => may(work.actor, "ordinances.manage")

export function rulesetPages(site: Site): void {
  const list = async (work: Work) => <RulesetListPage items={await listRulesets(work)} mayManage={mayManage(work)} />
  site.staff.get(paths.list, async (work, c) => c.page(await list(work)))
  site.staff.post(paths.drafts, { form: z.object({ fromId: z.string().max(40).optional() }), again: list }, async (work, { fromId }, c) => c.redirect(paths.one(await beginDraft(work, fromId)), "新しい版を作りました。"))
  const rules = async (work: Work, c: PageContext, typed?: Typed) => <RulesPage ruleset={await getRuleset(work, c.param("id"))} mayManage={mayManage(work)} typed={typed} />
  site.staff.get(paths.one(":id"), async (work, c) => c.page(await rules(work, c)))
  site.staff.get(paths.file(":id"), async (work, c) => {
    const ruleset = await getRuleset(work, c.param("id"))
    return c.file(JSON.stringify(ruleset.rules, undefined, 2), `検出の規則_${ruleset.rules.version}.json`, "application/json")
  })
  site.staff.post(paths.upload(":id"), { form: fileInput.extend(versioned.shape), again: rules, maxBytes: 4_000_000 }, async (work, { file, _version }, c) => {
    await saveDraft(work, c.param("id"), rulesOfFile(await file.text()), _version, "file")
    return c.redirect(paths.one(c.param("id")), "ファイルの規則を入れました。")
  })
  site.staff.post(paths.publish(":id"), { form: publishInput.extend(versioned.shape), again: rules }, async (work, { reason, _version }, c) => {
    const number = await publishRuleset(work, c.param("id"), reason, _version)
    return c.redirect(paths.one(c.param("id")), `第${number}版として公開しました。これからの検出はこの版で行います。`)
  })
  site.staff.post(paths.discard(":id"), { form: z.object({}), again: rules }, async (work, _, c) => {
    await discardDraft(work, c.param("id"))
    return c.redirect(paths.list, "作成中の版を捨てました。")
  })
  site.staff.post(paths.removeRule(":id", ":ruleId"), { form: versioned, again: rules }, async (work, { _version }, c) => {
    await removeRule(work, c.param("id"), c.param("ruleId"), _version)
    return c.redirect(paths.one(c.param("id")), "規則を除きました。")
  })
  editing(site)
  measuring(site)
  labelling(site)
}

function editing(site: Site): void {
  const fresh = async (work: Work, c: PageContext, typed?: Typed) => <RulePage ruleset={await draftOf(work, c)} rule={undefined} typed={typed} />
  site.staff.get(paths.newRule(":id"), async (work, c) => c.page(await fresh(work, c)))
  site.staff.post(paths.newRule(":id"), { form: ruleInput.extend(versioned.shape), again: fresh }, async (work, { _version, ...input }, c) => {
    await saveRule(work, c.param("id"), undefined, input, _version)
    return c.redirect(paths.one(c.param("id")), "規則を加えました。")
  })
  const rule = async (work: Work, c: PageContext, typed?: Typed) => {
    const ruleset = await draftOf(work, c)
    const it = ruleset.rules.rules.find(({ id }) => id === c.param("ruleId"))
    if (!it) throw notFound("規則")
    return <RulePage ruleset={ruleset} rule={it} typed={typed} />
  }
  site.staff.get(paths.rule(":id", ":ruleId"), async (work, c) => c.page(await rule(work, c)))
  site.staff.post(paths.rule(":id", ":ruleId"), { form: ruleInput.extend(versioned.shape), again: rule }, async (work, { _version, ...input }, c) => {
    await saveRule(work, c.param("id"), c.param("ruleId"), input, _version)
    return c.redirect(paths.one(c.param("id")), "規則を保存しました。")
  })
  const terms = async (work: Work, c: PageContext, typed?: Typed) => <TermsPage ruleset={await getRuleset(work, c.param("id"))} mayManage={mayManage(work)} typed={typed} />
  site.staff.get(paths.terms(":id"), async (work, c) => c.page(await terms(work, c)))
  site.staff.post(paths.terms(":id"), { form: termsInput.extend(versioned.shape), again: terms }, async (work, { _version, ...input }, c) => {
    await saveTerms(work, c.param("id"), input, _version)
    return c.redirect(paths.terms(c.param("id")), "語を保存しました。")
  })
}

function measuring(site: Site): void {
  const attempt = async (work: Work, c: PageContext, typed?: Typed) => <TryPage ruleset={await getRuleset(work, c.param("id"))} typed={typed} />
  site.staff.get(paths.attempt(":id"), async (work, c) => c.page(await attempt(work, c)))
  site.staff.post(paths.attempt(":id"), { form: tryInput, again: attempt, maxBytes: 1_000_000 }, async (work, input, c) => {
    const ruleset = await getRuleset(work, c.param("id"))
    return c.page(<TryPage ruleset={ruleset} tried={input} scan={scanArticle(input, compileRules(ruleset.rules))} />)
  })
  site.staff.get(paths.quality(":id"), async (work, c) => {
    const ruleset = await getRuleset(work, c.param("id"))
    const category = categories.find((one) => one === c.query("category")) as Category | undefined
    return c.page(<QualityPage ruleset={ruleset} {...await compareQuality(work, ruleset)} category={category} />)
  })
}

function labelling(site: Site): void {
  const labels = async (work: Work, c: PageContext, typed?: Typed) => {
    const after = c.query("after")
    const page = await listLabels(work, { after })
    return <LabelsPage items={page.items} next={page.next} later={after !== undefined} total={page.total} shipped={shippedLabels().length} mayManage={mayManage(work)} typed={typed} />
  }
  site.staff.get(paths.labels, async (work, c) => c.page(await labels(work, c)))
  site.staff.post(paths.labels, { form: labelInput, again: labels }, async (work, input, c) => {
    await saveLabel(work, input)
    return c.redirect(paths.labels, "見本に加えました。")
  })
  site.staff.post(paths.removeLabel(":id"), { form: z.object({}), again: labels }, async (work, _, c) => {
    await removeLabel(work, c.param("id"))
    return c.redirect(paths.labels, "見本から除きました。")
  })
}

async function draftOf(work: Work, c: PageContext) {
  const ruleset = await getRuleset(work, c.param("id"))
  if (ruleset.state !== "draft" || !mayManage(work)) throw notFound("作成中の版")
  return ruleset
}

function rulesOfFile(text: string): RulesData {
  try {
    return JSON.parse(text) as RulesData
  } catch {
    throw refusal("invalid", "ordinances.rules-file", "JSON のファイルとして読めません。「規則を保存」で得たファイルを直したものを選んでください。", { field: "file" })
  }
}
