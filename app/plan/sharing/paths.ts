import { paths } from "../paths.ts"

/** Deeds on questions and readings; the pages themselves stand in the plan's own paths. */
export const sharingPaths = {
  /** The initiative in whichever edition it stands for all staff. */
  initiativeNow: (i: string) => `/plan/initiatives/${i}`,
  question: (i: string, q: string) => `${paths.questions(i)}/${q}`,
  answer: (i: string, q: string) => `${paths.questions(i)}/${q}/answer`,
  hide: (i: string, q: string) => `${paths.questions(i)}/${q}/hide`,
  show: (i: string, q: string) => `${paths.questions(i)}/${q}/show`,
  follow: (e: string, i: string) => `${paths.initiative(e, i)}/follow`,
  summaryPdf: (e: string, i: string) => `${paths.initiativePrint(e, i)}.pdf`,
  unitReaders: (e: string, unitId: string) => `${paths.readers(e)}/${unitId}`,
} as const
