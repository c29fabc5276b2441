import type { Work } from "../../database/index.ts"
import type { TypedValues } from "../read-typed.ts"
import { addressAsked, foundName, noticeName, plainPostalCode, townText } from "./find-address.ts"
import { findPostalAreas, findPostalSource } from "./find-postal-areas.ts"

/** The typed values with the towns of the postal code, where 「住所を探す」 was pressed; else as they are. */
export async function withFoundAddress(work: Work, typed: TypedValues): Promise<Record<string, string | string[]>> {
  const path = addressAsked(typed)
  if (!path) return typed
  const code = plainPostalCode([typed[`${path}.postalCode`]].flat()[0] ?? "")
  const areas = await findPostalAreas(work, code)
  const tell = (notice: string) => ({ ...typed, [noticeName(path)]: notice })
  if (areas.length > 0) return { ...typed, [foundName(path)]: areas.map(townText) }
  if (code.length !== 7) return tell("郵便番号を7桁の数字で入力してから、押してください。")
  const source = await findPostalSource(work)
  if (!source) return tell("この環境には、郵便番号の一覧がまだありません。住所を入力してください。")
  return tell(`この郵便番号は一覧にありません${source.demo ? "（デモの一覧は架空の町だけです）" : ""}。住所を入力してください。`)
}
