import { defineNotice } from "../../notices/index.ts"
import { paths } from "../paths.ts"

interface About {
  id: string
  title: string
  people: readonly string[]
  comment?: string
  by?: string
}

const notice = (name: string, title: string, line: (about: About) => string) =>
  defineNotice<About>({
    name: `approvals.${name}`,
    title,
    to: (_, about) => about.people,
    subject: line,
    body: (about) => about.comment ?? "",
    link: (about) => paths.approval(about.id),
  })

export const yourTurn = notice("your-turn", "決裁の順番が来たとき", ({ title }) => `【決裁】確認をお願いします：${title}`)
export const sentBack = notice("sent-back", "決裁が自分の段階に差し戻されたとき", ({ title }) => `【差戻し】もう一度確認をお願いします：${title}`)
export const returned = notice("returned", "起案が差し戻されたとき", ({ title }) => `【差戻し】${title}`)
export const decided = notice("decided", "起案が決裁されたとき", ({ title }) => `【決裁完了】${title}`)
export const pulledUp = notice("pulled-up", "自分の段階が引上げで省かれたとき", ({ title, by }) => `【引上げ】${by ?? ""}が引き上げました：${title}`)
export const actedFor = notice("acted-for", "不在中に代決されたとき", ({ title, by }) => `【後閲】${by ?? ""}が代決しました：${title}`)
export const withdrawnNotice = notice("withdrawn", "関わった起案が取り下げられたとき", ({ title }) => `【取下げ】${title}`)
