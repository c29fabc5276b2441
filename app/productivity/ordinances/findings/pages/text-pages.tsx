import { z } from "zod"
import type { Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE, csvFile } from "../../../../kernel/documents/index.ts"
import { type PageContext, refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import {
  Banner,
  Button,
  ButtonGroup,
  Details,
  DownloadLinks,
  EmptyState,
  FieldGroup,
  FileField,
  FilterBar,
  Form,
  numberText,
  Section,
  SelectField,
  StackedBar,
  StatusTag,
  Table,
  TextAreaField,
} from "../../../../kernel/ui/index.ts"
import { categories } from "../../scanner/categories.ts"
import { paths } from "../paths.ts"
import { type DemandName, demandNames } from "../texts/demands.ts"
import { type InsideScan, scanInside } from "../texts/inside-texts.ts"
import { type TriedArticle, type TriedText, tryText } from "../texts/try-text.ts"
import { slotWords } from "../words.ts"
import { RoomPage } from "./frame.tsx"
import { MarkedText } from "./marked-text.tsx"

const MAX_BYTES = 50_000_000
const MAX_PASTED = 200_000

const tryInput = z.object({
  text: z.string().max(MAX_PASTED).optional().meta({ title: "文章" }),
  file: z.custom<File>((file) => file instanceof File).optional().meta({ title: "ファイル" }),
})

export function textRoutes(site: Site): void {
  const page = (_: Work, __: PageContext, typed?: Typed) => <TryPage typed={typed} />
  site.staff.get(paths.tryScan, (work, c) => c.page(page(work, c)))
  site.staff.post(paths.tryScan, { form: tryInput, again: page, maxBytes: MAX_BYTES }, async (work, { text, file }, c) => {
    const given = file && file.size > 0 ? file : undefined
    if (!given && !text) throw refusal("invalid", "findings.text-is-missing", "文章を貼り付けるか、ファイルを選んでください。", { field: "text" })
    const bytes = given ? new Uint8Array(await given.arrayBuffer()) : Buffer.from(text!)
    const tried = await tryText(work, bytes, given?.name ?? "")
    return c.page(<TryPage tried={tried} source={given?.name ?? "貼り付けた文章"} typed={text ? { values: { text }, problems: [] } : undefined} />)
  })
  site.staff.get(paths.inside, async (work, c) => {
    const flag = c.query("flag")
    return c.page(<InsidePage scan={await scanInside(work)} flag={[...demandNames, ...categories].find((one) => one === flag)} unitId={c.query("unitId")} />)
  })
  site.staff.get(`${paths.inside}.csv`, async (work, c) => {
    const { items } = await scanInside(work)
    const rows = items.flatMap((item) => item.flags.map((flag) => ({ ...item, ...flag })))
    const columns = [
      { title: "所属", value: (row: (typeof rows)[number]) => row.unitName },
      { title: "場所", value: (row: (typeof rows)[number]) => row.place },
      { title: "求めていること", value: (row: (typeof rows)[number]) => row.flag },
      { title: "言葉", value: (row: (typeof rows)[number]) => row.word },
      { title: "文", value: (row: (typeof rows)[number]) => row.sentence },
    ]
    return c.file(csvFile(columns, rows), "要綱と様式のアナログ規制.csv", CSV_TYPE)
  })
}

function TryPage({ tried, source, typed }: { tried?: TriedText; source?: string; typed?: Typed | undefined }) {
  return (
    <RoomPage room="try" title="文章をためす" crumbs={[{ title: "文章をためす" }]} lead="要綱や通知の案などを検出の規則にかけます。送った文章はどこにも残しません。" typed={typed}>
      {tried && <Tried tried={tried} source={source ?? ""} />}
      <Form action={paths.tryScan} enctype="multipart/form-data" label="文章をためす">
        <FieldGroup title="ためす文章">
          <TextAreaField name="text" label="文章" hint="「第1条　…」で始まる行ごとに、条として読みます。" rows={12} maxLength={MAX_PASTED} typed={typed} />
          <FileField name="file" label="ファイル" hint="文章（UTF-8 か Shift_JIS）、Word（docx）、例規集の HTML、法令標準XML、1行に1条の JSON。両方あるときはファイルを読みます。" accept=".txt,.docx,.html,.htm,.xml,.jsonl,.json" typed={typed} />
        </FieldGroup>
        <ButtonGroup>
          <Button>検出する</Button>
        </ButtonGroup>
      </Form>
    </RoomPage>
  )
}

function Tried({ tried, source }: { tried: TriedText; source: string }) {
  const hits = tried.found.filter(({ scan }) => scan.hits.length > 0)
  const demands = tried.found.filter((one) => one.demands.length > 0)
  return (
    <Section title="結果" id="result">
      <Banner kind={hits.length + demands.length > 0 ? "warning" : "success"} title={`${source}：${numberText(tried.articles, "条")}のうち、アナログ規制の候補が${hits.length}条、押印・書面などを求める条が${demands.length}条あります`}>
        <p>検出の規則の版 {tried.rulesVersion}。結果は保存していません。</p>
      </Banner>
      {tried.found.map((one) => (
        <TriedOne one={one} />
      ))}
      {tried.left > 0 && <p>ほか{tried.left}条は、条を分けてためしてください。</p>}
    </Section>
  )
}

function TriedOne({ one }: { one: TriedArticle }) {
  return (
    <>
      <h3>
        {one.no || "文章"}
        {one.caption && `（${one.caption}）`} {one.scan.categories.map((category) => <StatusTag tone="warning">{category}</StatusTag>)}{" "}
        {[...new Set(one.demands.map(({ demand }) => demand))].map((demand) => <StatusTag tone="accent">{demand}</StatusTag>)}
      </h3>
      <MarkedText text={one.text} hits={one.scan.hits} />
      <ul>
        {one.scan.hits.map((hit) => (
          <li>
            {hit.category}：{Object.entries(hit.slots).map(([slot, words]) => `${slotWords[slot as keyof typeof slotWords]} ${words}`).join("、") || "—"} <small>（規則 {hit.rule}）</small>
          </li>
        ))}
        {one.demands.map(({ demand, word }) => (
          <li>
            {demand}：「{word}」
          </li>
        ))}
      </ul>
      {one.scan.excluded.length > 0 && (
        <Details summary={`除外した文（${one.scan.excluded.length}か所）`}>
          <ul>
            {one.scan.excluded.map(({ reason, sentence }) => (
              <li>
                <StatusTag>{reason}</StatusTag> {sentence}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

function InsidePage({ scan, flag, unitId }: { scan: InsideScan; flag: string | undefined; unitId: string | undefined }) {
  const items = scan.items.filter((item) => (!unitId || item.unitId === unitId) && (!flag || item.flags.some((one) => one.flag === flag)))
  const shown = items.slice(0, 300)
  return (
    <RoomPage room="inside" title="要綱・様式の中のアナログ規制" crumbs={[{ title: "要綱・様式" }]} lead={`萩の中にある補助金の制度・公募・様式と、例規集の要綱の${numberText(scan.texts, "か所")}を、いま読んだ結果です。`}>
      {scan.items.length === 0 ? (
        <EmptyState title="押印・書面・持参・原本・記録媒体を求める文はありません">
          <p>所属の制度や公募、様式、要綱に、あたる文がありませんでした。</p>
        </EmptyState>
      ) : (
        <>
          <StackedBar title="所属ごとの、求めていること" unit="か所" parts={[...demandNames, "ほかの区分"]} bars={scan.units.map(({ name, counts, categories: other }) => ({ label: name, values: [...demandNames.map((one: DemandName) => counts[one]), other] }))} />
          <FilterBar action={paths.inside} {...(flag || unitId ? { clear: paths.inside } : {})} label="しぼり込み">
            <SelectField name="unitId" label="所属" empty="すべて" value={unitId ?? ""} options={scan.units.map(({ unitId: value, name }) => ({ value, label: name }))} />
            <SelectField name="flag" label="求めていること" empty="すべて" value={flag ?? ""} options={[...demandNames, ...categories.filter((one) => one !== "記録媒体")].map((value) => ({ value, label: value }))} />
          </FilterBar>
          <Table
            caption="求めている文"
            captionHidden
            rows={shown}
            empty={<EmptyState title="条件に合う文はありません" />}
            columns={[
              {
                key: "place",
                title: "場所",
                rowHeader: true,
                cell: (row) => (
                  <>
                    <a href={row.link}>{row.place}</a>
                    <br />
                    <small>
                      {row.unitName}
                      {!row.published && "　準備中"}
                    </small>
                  </>
                ),
              },
              {
                key: "flags",
                title: "求めていること",
                cell: (row) => (
                  <ul>
                    {row.flags.map((one) => (
                      <li>
                        <StatusTag tone="warning">{one.flag}</StatusTag> {one.sentence.length > 160 ? `${one.sentence.slice(0, 160)}…` : one.sentence}
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
          {items.length > shown.length && <p>ほか{items.length - shown.length}か所は CSV で見られます。</p>}
          <DownloadLinks downloads={[{ format: "csv", href: `${paths.inside}.csv` }]} />
        </>
      )}
    </RoomPage>
  )
}
