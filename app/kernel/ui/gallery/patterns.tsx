import { Banner, Card, ConfirmationPanel, DefinitionNote, Details, Grid, Progress, Section, StatNumber } from "../blocks.tsx"
import { Button, ButtonGroup, ButtonLink } from "../buttons.tsx"
import { SummaryList, TaskList, Timeline } from "../lists.tsx"
import { StatusTag } from "../status-tag.tsx"
import { TextDiff } from "../text-diff.tsx"
import { yenText } from "../formats.ts"
import { GalleryPage } from "./gallery-page.tsx"
import { galleryPaths } from "./paths.ts"

const here = galleryPaths.patterns

export function PatternsPage() {
  return (
    <GalleryPage title="型" lead="どのモジュールも同じ形で使う、五つの型とその部品です。" hero>
      <Section title="受け付けました" id="confirmation">
        <ConfirmationPanel title="申請を受け付けました" numberLabel="受付番号" number="補-8-0142">
          <p>控えをメールで送りました。審査の結果は令和8年12月18日までにお知らせします。</p>
        </ConfirmationPanel>
      </Section>
      <Section title="やること" id="tasks">
        <TaskList
          tasks={[
            { title: "申請する事業", href: here, status: "入力済み", tone: "success" },
            { title: "経費の内訳", href: here, hint: "見積書を三社分用意してください。", status: "入力中", tone: "info" },
            { title: "添付する書類", href: here, status: "未入力", tone: "warning" },
            { title: "内容の確認と提出", status: "まだ始められません" },
          ]}
        />
      </Section>
      <Section title="内容の確認" id="check">
        <SummaryList
          rows={[
            { key: "事業の名称", value: "受発注業務のクラウド化", change: here },
            { key: "補助対象経費", value: yenText(5_248_500), change: here },
            { key: "申請額", value: `${yenText(3_499_000)}（3分の2、千円未満切捨て）` },
            { key: "事業の内容", value: "電話とファクシミリで受けている注文を、\n取引先と共有する画面に移します。", change: here },
            { key: "備考", value: undefined, change: here },
          ]}
        />
        <ButtonGroup>
          <Button type="button">この内容で申請する</Button>
          <ButtonLink href={here}>戻る</ButtonLink>
        </ButtonGroup>
      </Section>
      <Section title="経過" id="history">
        <Timeline
          steps={[
            { title: "起案", when: "令和8年11月18日 09:12", who: "財産活用課 主査 佐藤 花", state: "done" },
            { title: "回議 課長補佐", when: "令和8年11月18日 13:40", who: "財産活用課 課長補佐 髙橋 誠", state: "refused", body: <p>積算の根拠を添えてください。</p> },
            { title: "決裁 課長", who: "財産活用課 課長 及川 遥", state: "current" },
            { title: "施行", state: "waiting" },
          ]}
        />
      </Section>
      <Section title="数字" id="figures">
        <Grid small>
          <StatNumber label="電子契約の割合" value={62.4} digits={1} unit="%" target="80%（令和8年度末）" denominator="契約 1,284件のうち 801件" evidence="実測（契約の締結記録）" href={here} />
          <StatNumber label="減らした時間" value={12_480} unit="時間" evidence="報告（各課の集計）" note="前年度の同じ月まで 9,310時間" href={here} />
          <StatNumber label="満足度" value={null} unit="点" note="最初の調査は令和9年1月です。" />
        </Grid>
        <DefinitionNote term="電子契約の割合">その年度に締結した契約のうち、電子署名で締結したものの割合です。変更契約を含みます。</DefinitionNote>
        <Progress label="令和8年度の見直し" value={12} max={16} text="16件のうち 12件" />
      </Section>
      <Section title="入口" id="cards">
        <Grid>
          <Card kicker="取組Ⅰ-2" title="補助金申請のオンライン化" href={here} footer={<StatusTag tone="success">順調</StatusTag>}>
            <p>探す、申請する、審査する、支払うまでを一つの画面で行います。</p>
          </Card>
          <Card kicker="取組Ⅱ-3" title="ペーパーレスの推進" href={here} footer={<StatusTag tone="warning">注意</StatusTag>}>
            <p>印刷枚数を令和6年度の半分にします。</p>
          </Card>
          <Card title="お問い合わせ">
            <p>平日の午前8時30分から午後5時15分まで。</p>
          </Card>
        </Grid>
      </Section>
      <Section title="新旧対照" id="diff">
        <TextDiff
          caption="推進プランの改定"
          before="令和7年度版"
          after="令和8年度版"
          rows={[
            {
              place: "Ⅰ-3 目標",
              segments: [
                { kind: "same", text: "電子契約の割合を" },
                { kind: "removed", text: "令和7年度末までに50%" },
                { kind: "added", text: "令和8年度末までに80%" },
                { kind: "same", text: "とする。" },
              ],
            },
            { place: "Ⅱ-1", segments: [{ kind: "added", text: "調査の結果は所属ごとに示し、対話の場を設ける。" }] },
          ]}
        />
      </Section>
      <Section title="くわしく" id="more">
        <Details summary="補助率の計算のしかた">
          <p>補助対象経費に3分の2を掛け、千円未満を切り捨てます。上限は5,000,000円です。</p>
        </Details>
        <Banner title="下書きは30日間保存されます。" />
      </Section>
    </GalleryPage>
  )
}
