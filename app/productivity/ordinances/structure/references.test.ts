import { expect, test } from "vitest"
import { type Provision, referenceReader } from "./index.ts"

const provision = (address: string, text: string): Provision => ({ part: address.startsWith("s") ? "supplementary" : "main", address, no: "", caption: "", headings: [], text })
const ordinance = {
  title: "試験県駐車場条例施行規則",
  provisions: [
    provision("1", "この規則は、試験県駐車場条例（平成5年条例第12号。以下「条例」という。）及び道路交通法(昭和35年法律第105号。以下「法」という。)の施行に関し必要な事項を定める。"),
    provision("2", "甲とする。\n２　乙とする。\n３　丙とする。\n- (1)　い\n- (2)　ろ\n- (3)　は"),
    provision("3", "丁とする。"),
    provision("s1", "1　公布の日から施行する。\n2　従前の例による。"),
    provision("s2/1", "公布の日から施行する。"),
    provision("s2/2", "従前の例による。"),
  ],
}
/** References of words that stand in a place of the ordinance. */
const referencesIn = (address: string, text: string) => {
  const own = provision(address, text)
  return referenceReader({ ...ordinance, provisions: ordinance.provisions.map((one) => (one.address === address ? own : one)) })(own)
}
const short = (address: string, text: string) =>
  referencesIn(address, text).map(({ words, target, applies }) => `${words}→${[target.kind, target.title, target.number, target.address, target.to].filter((part) => part !== undefined).join(" ")}${applies ? `［${applies}］` : ""}`)

const LAW = "law 道路交通法 昭和35年法律第105号"
const BYLAW = "ordinance 試験県駐車場条例 平成5年条例第12号"

test.each([
  ["2", "第1条第2項第3号イの場合", ["第1条第2項第3号イ→same 1/2/3/イ"]],
  ["2", "第十二条の三第一項の場合", ["第十二条の三第一項→same 12-3/1"]],
  ["2", "前条の規定", ["前条→same 1"]],
  ["2", "次条第1項の規定", ["次条第1項→same 3/1"]],
  ["3", "前２条の規定", ["前２条→same 1 2"]],
  ["2", "甲。\n２　前項の乙", ["前項→same 2/1"]],
  ["2", "甲。\n２　乙。\n３　前2項の丙", ["前2項→same 2/1 2/2"]],
  ["2", "甲。\n- (1)　次号の乙\n- (2)　前号及び第3号の丙\n- (3)　前各号の丁", ["次号→same 2/1/2", "前号→same 2/1/1", "第3号→same 2/1/3", "前各号→same 2/1/1 2/1/2"]],
  ["2", "第1条第1項の甲と同条第2項の乙と同項の丙", ["第1条第1項→same 1/1", "同条第2項→same 1/2", "同項→same 1/2"]],
  ["1", "前条の規定", ["前条→unknown"]],
  ["2", "同条の規定", ["同条→unknown"]],
  ["2", "この規則の規定及び別表第1の額を様式第2号の2、第3号様式又は別記様式により", ["この規則→same", "別表第1→same t1", "様式第2号の2→same f2-2", "第3号様式→same f3", "別記様式→same f"]],
  ["2", "条例第3条第2項及び第3項の規定", [`条例第3条第2項→${BYLAW} 3/2`, `第3項→${BYLAW} 3/3`]],
  ["2", "法第6条第1項又は第7条から第9条までの規定", [`法第6条第1項→${LAW} 6/1`, `第7条→${LAW} 7`, `第9条→${LAW} 9`]],
  ["2", "地方自治法（昭和22年法律第67号）第244条の2第3項及び同法第231条の3", ["地方自治法（昭和22年法律第67号）第244条の2第3項→law 地方自治法 昭和22年法律第67号 244-2/3", "同法第231条の3→law 地方自治法 昭和22年法律第67号 231-3"]],
  ["2", "市長は、個人情報の保護に関する法律（平成15年法律第57号）第2条第1項に規定する", ["個人情報の保護に関する法律（平成15年法律第57号）第2条第1項→law 個人情報の保護に関する法律 平成15年法律第57号 2/1"]],
  ["2", "試験県公園の設置及び管理に関する条例（平成9年条例第3号）第3条", ["試験県公園の設置及び管理に関する条例（平成9年条例第3号）第3条→ordinance 試験県公園の設置及び管理に関する条例 平成9年条例第3号 3"]],
  ["2", "地方財政法第5条の規定", ["地方財政法第5条→law 地方財政法 5"]],
  ["2", "要綱第3条の規定", ["要綱第3条→unknown 3"]],
  ["2", "前条の規定は、丁について準用する。", ["前条→same 1［準用］"]],
  ["2", "第1条、第3条及び法第5条の規定は、丁について準用する。この場合において、第1条中「第5条」とあるのは「第6条」と読み替えるものとする。", ["第1条→same 1［準用］", "第3条→same 3［準用］", `法第5条→${LAW} 5［準用］`, "第1条→same 1［読替え］"]],
  ["2", "第3条において準用する第1条の規定", ["第3条→same 3", "第1条→same 1［準用］"]],
  ["s1", "1　甲。\n2　前項及び第3条の規定", ["前項→same s1//1", "第3条→same 3"]],
  ["s2/2", "前条及び附則第1条の規定により、附則第1条及び第2条並びに第3条とする。", ["前条→same s2/1", "附則第1条→same s2/1", "附則第1条→same s2/1", "第2条→same s2/2", "第3条→same s2/3"]],
  ["s2/2", "第3条の規定", ["第3条→unknown 3"]],
  ["2", "令和5年条例第3号の施行の日", []],
  ["2", "次の各号のいずれかに該当する者", []],
])("第%s条の「%s」が指すもの", (address, text, expected) => {
  expect(short(address, text)).toEqual(expected)
})

test("位置は、その言葉のある所を正しく指す", () => {
  const text = "甲は、法第6条第1項又は第2項の書類（地方自治法（昭和22年法律第67号）第2条のものを除く。）を、前条により出す。"
  const found = referencesIn("2", text)
  expect(found.length).toBe(4)
  for (const { start, end, words } of found) expect(text.slice(start, end)).toBe(words)
})

test("施行規則の題名だけから、「条例」がどの条例かを知る", () => {
  const read = referenceReader({ title: "甲市公園条例施行規則", provisions: [] })
  expect(read(provision("1", "条例第3条の申請"))[0]!.target).toEqual({ kind: "ordinance", title: "甲市公園条例", address: "3" })
})

test("参照だけを百万字つないだ文も、時間内に読み終える", () => {
  const started = performance.now()
  expect(referencesIn("2", `${"第2条、前条、法第3条、同条及び別表第1並びに".repeat(40_000)}準用する。`).length).toBeGreaterThan(100_000)
  expect(performance.now() - started).toBeLessThan(20_000)
})
