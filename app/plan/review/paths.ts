import { paths } from "../paths.ts"

export const judgePath = (e: string, i: string, half: string) => `${paths.review(e, i, half)}/judge`
export const returnPath = (e: string, i: string, half: string) => `${paths.review(e, i, half)}/return`
export const answerPath = (e: string, i: string, half: string) => `${paths.review(e, i, half)}/answer`
