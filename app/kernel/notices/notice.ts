import type { Work } from "../database/index.ts"

/** One event and one audience: who is told, in which words, and where it leads. */
export interface Notice<S> {
  /** "improvements.adopted" */
  name: string
  /** When it comes: 「提案が採用されたとき」. */
  title: string
  /** Person ids; doubles and people who have left are dropped. */
  to(work: Work, subject: S): Promise<readonly string[]> | readonly string[]
  /** One line, also the mail's subject. No personal data of third persons: mail leaves the house. */
  subject(subject: S): string
  /** Shown on the page only; never mailed. */
  body?(subject: S): string
  /** A path of ours. */
  link(subject: S): string
  /** Default true. */
  mail?: boolean
  /** A receipt: whoever did it is told of it too. */
  receipt?: boolean
}

export function defineNotice<S>(notice: Notice<S>): Notice<S> {
  return notice
}
