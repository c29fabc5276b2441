import type { Typed } from "../../http/typed.ts"
import { Button, ButtonGroup, ButtonLink } from "../buttons.tsx"
import { CheckboxesField, CheckboxField, RadioField, SelectField } from "../choice-fields.tsx"
import { Section } from "../blocks.tsx"
import { FieldGroup, Form } from "../form.tsx"
import { StatusTag } from "../status-tag.tsx"
import {
  DateField,
  EmailField,
  FileField,
  NumberField,
  PasswordField,
  SearchField,
  TextAreaField,
  TextField,
  YenField,
} from "../text-fields.tsx"
import { GalleryPage } from "./gallery-page.tsx"
import { galleryPaths } from "./paths.ts"

const units = [
  { label: "総務部", options: [{ value: "hr", label: "人事課" }, { value: "property", label: "財産活用課" }] },
  { label: "企画部", options: [{ value: "digital", label: "デジタル推進課" }, { value: "policy", label: "総合政策課" }] },
]
const ways = [
  { value: "online", label: "オンラインで行う", hint: "ウェブ会議の案内をメールで送ります。" },
  { value: "office", label: "庁舎で行う" },
  { value: "phone", label: "電話で行う", disabled: true, hint: "いまは受け付けていません。" },
]
const topics = [
  { value: "paper", label: "紙の書類" },
  { value: "stamp", label: "押印" },
  { value: "visit", label: "窓口への来庁" },
]

/** Every kind of field once, under names that begin with the prefix. */
export function EveryField({ prefix, typed, filled, disabled }: { prefix: string; typed?: Typed; filled?: boolean; disabled?: boolean }) {
  const of = (name: string) => ({ name: `${prefix}${name}`, typed, disabled })
  return (
    <>
      <TextField {...of("title")} label="件名" required maxLength={80} value={filled ? "出勤簿の電子化による転記作業の廃止" : undefined} />
      <TextAreaField {...of("body")} label="いまの状況" hint="だれが、いつ、何に困っているかを書いてください。" maxLength={400} required
        value={filled ? "毎月二十日に各課の出勤簿を集め、給与の担当が三時間かけて表計算へ書き写しています。\n年に二回ほど転記の誤りが見つかります。" : undefined} />
      <NumberField {...of("hours")} label="減らせる時間" unit="時間／月" decimal value={filled ? 12.5 : undefined} />
      <YenField {...of("cost")} label="見込まれる経費" hint="消費税を含む額です。" value={filled ? 3_850_000 : undefined} />
      <DateField {...of("due")} label="回答の期限" required value={filled ? "2026-12-11" : undefined} />
      <DateField {...of("born")} label="設立の日" parts value={filled ? "2026-04-01" : undefined} />
      <SelectField {...of("unit")} label="担当する課" required options={units} value={filled ? "digital" : undefined} />
      <RadioField {...of("way")} label="説明の方法" required options={ways} value={filled ? "online" : undefined} />
      <RadioField {...of("answer")} label="公表してよいですか" inline options={[{ value: "yes", label: "はい" }, { value: "no", label: "いいえ" }]} value={filled ? "yes" : undefined} />
      <CheckboxesField {...of("topics")} label="関係するもの" hint="あてはまるものをすべて選んでください。" options={topics} values={filled ? ["paper", "stamp"] : []} />
      <CheckboxField {...of("agree")} label="交付要綱の内容を確かめました" required hint="要綱は令和8年4月1日に改正されています。" checked={filled} />
      <EmailField {...of("mail")} label="連絡先のメールアドレス" hint="結果をこのアドレスへ送ります。" value={filled ? "hagi@example.jp" : undefined} />
      <PasswordField {...of("secret")} label="いまのパスワード" />
      <FileField {...of("file")} label="収支予算書" hint="PDF または Excel。20 MB まで。" accept=".pdf,.xlsx" stored={filled ? "収支予算書_令和8年度.pdf（184 KB）" : undefined} />
    </>
  )
}

export function ControlsPage() {
  return (
    <GalleryPage title="部品" lead="入力欄とボタンを、空・記入済み・使えない状態で並べています。">
      <Section title="ボタン" id="buttons">
        <ButtonGroup>
          <Button type="button">申請する</Button>
          <Button type="button" kind="secondary">下書きを保存</Button>
          <Button type="button" kind="tertiary">取りやめる</Button>
          <Button type="button" kind="danger">廃棄する</Button>
          <Button type="button" disabled>使えません</Button>
          <ButtonLink href={galleryPaths.controls}>一覧へ</ButtonLink>
          <ButtonLink href={galleryPaths.controls} small>小さい</ButtonLink>
        </ButtonGroup>
      </Section>
      <Section title="状態" id="tags">
        <p>
          <StatusTag>未着手</StatusTag> <StatusTag tone="info">審査中</StatusTag> <StatusTag tone="success">決定済み</StatusTag>{" "}
          <StatusTag tone="warning">あと3日</StatusTag> <StatusTag tone="danger">2日超過</StatusTag> <StatusTag tone="accent">取組Ⅰ-2</StatusTag>
        </p>
      </Section>
      <Section title="検索" id="search">
        <Form action={galleryPaths.controls} method="get" label="見本の検索">
          <SearchField name="words" label="ことば" hint="二文字から探せます。" value="出勤簿" />
        </Form>
      </Section>
      <Section title="空" id="empty">
        <Form action={galleryPaths.errors} label="空の見本">
          <FieldGroup title="提案の内容" hint="三つの問いに答えてください。">
            <EveryField prefix="e." />
          </FieldGroup>
          <Button>確認へ進む</Button>
        </Form>
      </Section>
      <Section title="記入済み" id="filled">
        <Form action={galleryPaths.errors} version={3} label="記入済みの見本">
          <EveryField prefix="f." filled />
        </Form>
      </Section>
      <Section title="使えない" id="disabled">
        <Form action={galleryPaths.errors} label="使えない見本">
          <EveryField prefix="d." filled disabled />
        </Form>
      </Section>
    </GalleryPage>
  )
}
