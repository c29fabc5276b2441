/** Ranks of posts (staff_post.rank), the highest first, as the delegation rules name them. */
export const ranks = [
  { rank: 0, title: "知事" },
  { rank: 10, title: "副知事" },
  { rank: 20, title: "部長" },
  { rank: 30, title: "次長" },
  { rank: 40, title: "課長" },
  { rank: 50, title: "総括課長補佐" },
  { rank: 60, title: "班長" },
  { rank: 70, title: "主査" },
] as const

/** 「部長」; a rank between two is called by the next one above it in the list. */
export function rankTitle(rank: number): string {
  return [...ranks].reverse().find((each) => each.rank <= rank)?.title ?? "職員"
}
