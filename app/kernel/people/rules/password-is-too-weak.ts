import { type Refusal, refusal } from "../../http/refusal.ts"

const SHORTEST = 12
const common = ["password", "passw0rd", "qwerty", "123456", "abcdef", "hagino", "hagi"]

/** Length is what counts; what others would try first is refused. No rules about kinds of characters, no expiry. */
export function passwordIsTooWeak(password: string, known: readonly (string | null | undefined)[]): Refusal | undefined {
  const say = (code: string, message: string) => refusal("invalid", `people.password-${code}`, message, { field: "password" })
  if ([...password].length < SHORTEST) return say("short", `パスワードは${SHORTEST}文字以上にしてください。`)
  if (password.length > 200) return say("long", "パスワードは200文字以内にしてください。")
  const plain = password.toLowerCase()
  if (new Set(plain).size < 5) return say("plain", "同じ文字の繰り返しは使えません。")
  const parts = known.flatMap((text) => (text ? [text.toLowerCase(), text.toLowerCase().split("@")[0]!] : []))
  if (parts.some((part) => part.length >= 4 && plain.includes(part))) return say("own", "職員番号やメールアドレスを含むパスワードは使えません。")
  const left = common.reduce((rest, word) => rest.replaceAll(word, ""), plain).replace(/\d/g, "")
  if (left.length < 4) return say("common", "推測されやすいパスワードです。別の文にしてください。")
  return undefined
}
