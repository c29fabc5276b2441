export { blame, type BlamedSentence, type Version } from "./blame.ts"
export { compareText, type DiffRow } from "./compare-text.ts"
export type { DiffSegment } from "./compare-sentence.ts"
