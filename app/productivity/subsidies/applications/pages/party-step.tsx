import type { Typed } from "../../../../kernel/http/index.ts"
import { EmailField, RadioField, TextField } from "../../../../kernel/ui/index.ts"
import { partyKindWords } from "../../rules/party-kind.ts"
import type { ApplicationSheet } from "../steps.ts"
import { StepFrame } from "./frame.tsx"

export function PartyStep({ sheet, typed }: { sheet: ApplicationSheet; typed: Typed }) {
  const resident = sheet.audience === "resident"
  return (
    <StepFrame sheet={sheet} step="party" title="申請者" typed={typed} lead="登録されている内容を入れてあります。違うところを直してください。">
      {!resident && <RadioField name="kind" label="申請者の区分" required typed={typed} options={Object.entries(partyKindWords).map(([value, label]) => ({ value, label }))} />}
      <TextField name="name" label={resident ? "氏名" : "申請者の名称（個人のときは氏名）"} required typed={typed} maxLength={100} autocomplete={resident ? "name" : "organization"} />
      <TextField name="kana" label="ふりがな" typed={typed} maxLength={100} />
      {!resident && <TextField name="corporateNumber" label="法人番号" hint="法人のときは13桁の数字。個人事業主は空欄にしてください。" typed={typed} width="medium" inputmode="numeric" />}
      <TextField name="postalCode" label="郵便番号" hint="7桁の数字（例 980-8570）" required typed={typed} width="short" inputmode="numeric" autocomplete="postal-code" />
      <TextField name="municipality" label="市町村" hint="例 仙台市" required typed={typed} width="medium" autocomplete="address-level2" />
      <TextField name="address" label={resident ? "住所（市町村のあと）" : "所在地（市町村のあと）"} required typed={typed} maxLength={200} autocomplete="street-address" />
      {!resident && (
        <>
          <TextField name="representativeTitle" label="代表者の職名" hint="例 代表取締役。個人事業主は「代表」。" required={sheet.audience === "company"} typed={typed} width="medium" />
          <TextField name="representative" label="代表者の氏名" required={sheet.audience === "company"} typed={typed} width="medium" />
        </>
      )}
      <TextField name="phone" label="電話番号" hint="日中に連絡がつく番号（例 022-211-0000）" required typed={typed} width="medium" inputmode="tel" autocomplete="tel" />
      <EmailField name="email" label="メールアドレス" hint="お知らせを送ります。" required typed={typed} />
    </StepFrame>
  )
}
