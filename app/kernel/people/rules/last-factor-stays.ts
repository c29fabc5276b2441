import { type Refusal, refusal } from "../../http/refusal.ts"

/** Staff who sign in with a password keep at least one second factor. */
export function lastFactorStays(kind: "staff" | "applicant", factors: { password: unknown; totp: unknown; passkeys: number }, remove: "totp" | "passkey"): Refusal | undefined {
  if (kind !== "staff" || !factors.password) return undefined
  const left = (factors.totp && remove !== "totp" ? 1 : 0) + factors.passkeys - (remove === "passkey" ? 1 : 0)
  if (left > 0) return undefined
  return refusal("conflict", "people.last-factor", "最後の一つは消せません。先に別の確かめ方を登録してください。")
}
