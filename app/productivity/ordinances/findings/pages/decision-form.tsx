import { firstValue, type Typed } from "../../../../kernel/http/index.ts"
import { Button, ButtonGroup, CheckboxesField, CheckboxField, DefinitionNote, Details, FieldGroup, Form, HiddenField, RadioField, Section, SelectField, Table, TextAreaField, TextField } from "../../../../kernel/ui/index.ts"
import type { FindingCategory } from "../finding.ts"
import { paths } from "../paths.ts"
import { categoriesWithoutPhase } from "../rules/phases-go-backwards.ts"
import { proposedMethod } from "../rules/proposed-method.ts"
import { listTechnologies, mapSource } from "../technologies/technology-map.ts"
import type { FindingView } from "../view-finding.ts"
import { methodHints, methodWords, nationalReviewWords, reasonCodes } from "../words.ts"
import { LawName, Products } from "./law-and-products.tsx"

const yesNo = [
  { value: "yes", label: "はい" },
  { value: "no", label: "いいえ" },
]
const truth = (value: boolean | null) => (value === null ? "" : value ? "yes" : "no")

/** One form: which categories apply, why it is there, what is done about it and when. What does not follow from an answer may stay empty. */
export function DecisionForm({ view, typed }: { view: FindingView; typed?: Typed | undefined }) {
  const { it, categories } = view
  const proposed = proposedMethod(it)
  // After a conflict the next save is meant over what the other person saved; otherwise over what was seen.
  const version = typed?.theirs ? it.version : Number(firstValue(typed, "_version") ?? it.version)
  return (
    <Section title="判定と方針" id="decision">
      <Form action={paths.act(it.id, "decide")} version={version} label="判定と方針">
        {categories.map((one, at) => (
          <CategoryFields one={one} at={at} view={view} typed={typed} />
        ))}
        <FieldGroup title="根拠" hint="該当する区分があるときに答えます。順に答えると、方法が決まります。">
          <RadioField name="origin" label="この定めは、国の法令に従うものですか" typed={typed} value={it.origin ?? ""} options={[{ value: "own", label: "自治体独自" }, { value: "national", label: "国の法令に従う" }]} />
          <TextField name="lawName" label="法令名（国の法令に従うとき）" typed={typed} value={it.lawName} maxLength={300} hint={view.laws.length > 0 ? `例規集にある国の法令：${view.laws.slice(0, 8).join("、")}${view.laws.length > 8 ? " ほか" : ""}` : "正式な題名で書くと、取り込まれた条文につながります。"} />
          <TextField name="lawArticle" label="法令の条" typed={typed} value={it.lawArticle} maxLength={100} width="medium" />
          {it.origin === "national" && it.lawName && (
            <p>
              <LawName view={view} />
            </p>
          )}
          <SelectField name="nationalReview" label="国の見直しの状況（国の法令に従うとき）" typed={typed} value={it.nationalReview ?? ""} options={Object.entries(nationalReviewWords).map(([value, label]) => ({ value, label }))} />
        </FieldGroup>
        <FieldGroup title="独自の定めのとき">
          <RadioField inline name="digitalAlready" label="いまの条文のまま、デジタルでもできますか" typed={typed} value={truth(it.digitalAlready)} options={yesNo} />
          <RadioField inline name="physicalInterest" label="人や物がそこにあること自体が、守りたいものですか" hint="「いいえ、デジタルではできない」のときに答えます。" typed={typed} value={truth(it.physicalInterest)} options={yesNo} />
          <RadioField inline name="excludesDigital" label="条文は、デジタルの方法を許していませんか" hint="守りたいものが物理的であること自体ではないときに答えます。" typed={typed} value={truth(it.excludesDigital)} options={yesNo} />
        </FieldGroup>
        <FieldGroup title="方法と時期" hint={"method" in proposed ? `いまの答えからは「${methodWords[proposed.method]}」です。${proposed.because}` : "方法は、上の答えから決まります。"}>
          <SelectField name="method" label="方法" empty="上の答えから決める" hint={Object.entries(methodHints).map(([name, words]) => `${methodWords[name as keyof typeof methodWords]}：${words}`).join(" ")} typed={typed} value={"method" in proposed && proposed.method === it.method ? "" : (it.method ?? "")} options={Object.entries(methodWords).map(([value, label]) => ({ value, label }))} />
          <TextAreaField name="methodReason" label="方法の理由" hint="答えと違う方法にするときは必ず書きます。" rows={2} maxLength={2000} typed={typed} value={"method" in proposed && it.methodReason === proposed.because ? "" : it.methodReason} />
          <TextField name="plannedMonth" label="予定年月" hint="例 2027-04、令和9年4月" width="medium" typed={typed} value={it.plannedMonth ?? ""} />
          <TextAreaField name="draft" label="改正案・通知の案" rows={3} maxLength={4000} typed={typed} value={it.draft} />
        </FieldGroup>
        <Technologies view={view} typed={typed} />
        <FieldGroup title="メモと公開">
          <TextAreaField name="remark" label="内部のメモ" hint="公開されません。" rows={3} maxLength={4000} typed={typed} value={it.remark} />
          <CheckboxField name="public" label="判定を公開する" typed={typed} checked={it.public} />
          <TextAreaField name="publicNote" label="公開する説明" rows={2} maxLength={2000} typed={typed} value={it.publicNote} />
        </FieldGroup>
        {it.state !== "found" && <TextField name="changeReason" label="変えた理由" typed={typed} maxLength={1000} />}
        <ButtonGroup>
          <Button>判定を保存する</Button>
        </ButtonGroup>
      </Form>
    </Section>
  )
}

function CategoryFields({ one, at, view, typed }: { one: FindingCategory; at: number; view: FindingView; typed: Typed | undefined }) {
  const name = (field: string) => `categories.${at}.${field}`
  const texts = view.phases.filter(({ category }) => category === one.category)
  const options = texts.map(({ phase, text, confirmed }) => ({ value: String(phase), label: `PHASE${phase} ${text}${confirmed ? "" : "（未確認）"}` }))
  return (
    <FieldGroup title={one.category}>
      <HiddenField name={name("category")} value={one.category} />
      <RadioField inline required name={name("verdict")} label="該当しますか" typed={typed} value={one.verdict ?? ""} options={[{ value: "applicable", label: "該当" }, { value: "not-applicable", label: "非該当" }]} />
      <SelectField name={name("reasonCode")} label="非該当の理由" typed={typed} value={one.reasonCode} options={Object.entries(reasonCodes).map(([value, words]) => ({ value, label: `${value} ${words}` }))} />
      {!categoriesWithoutPhase.includes(one.category) && (
        <>
          <SelectField name={name("presentPhase")} label="いまのPHASE" typed={typed} value={one.presentPhase} options={options} />
          <SelectField name={name("targetPhase")} label="目標のPHASE" typed={typed} value={one.targetPhase} options={options} />
        </>
      )}
      <TextField name={name("note")} label="メモ" typed={typed} value={one.note} maxLength={1000} />
    </FieldGroup>
  )
}

function Technologies({ view, typed }: { view: FindingView; typed: Typed | undefined }) {
  const { it, suggested, categories } = view
  const extra = it.technologies.filter((type) => !suggested.some((one) => one.type === type))
  const rest = listTechnologies().filter(({ type }) => !suggested.some((one) => one.type === type) && !extra.includes(type))
  return (
    <FieldGroup title="使う技術類型" hint="条文が求めることに使える技術を、珍しいもの（その業務ならではのもの）から挙げています。">
      <CheckboxesField
        name="technologies"
        label="候補の技術類型"
        typed={typed}
        values={it.technologies}
        options={[...suggested.map(({ type, why }) => ({ value: type, label: type, hint: why })), ...extra.map((type) => ({ value: type, label: type }))]}
      />
      <Details summary="ほかの技術類型">
        <CheckboxesField name="technologies" id="technologies-rest" label="ほかの技術類型" typed={typed} values={it.technologies} options={rest.map(({ type }) => ({ value: type, label: type }))} />
      </Details>
      <Products categories={categories.map(({ category }) => category)} />
      <p>
        <small>
          {mapSource} <a href={paths.technologies}>技術類型と珍しさの表</a>
        </small>
      </p>
    </FieldGroup>
  )
}

export function TechnologyTable() {
  return (
    <Table
      caption="技術類型と珍しさ"
      rows={listTechnologies()}
      columns={[
        { key: "type", title: "技術類型", rowHeader: true },
        { key: "rows", title: "挙がる業務（33のうち）", align: "right" },
        { key: "rarity", title: "珍しさ", align: "right", cell: ({ rarity }) => (rarity === 0 ? "0（勧めません）" : rarity.toFixed(2)) },
      ]}
    />
  )
}

export function SourceNote() {
  return <DefinitionNote term="出典">{mapSource}</DefinitionNote>
}
