import type { Work } from "../database/index.ts"
import type { Approval } from "./approval.ts"

/** What a module has decided by approval, as data in its `module.ts`. */
export interface ApprovalKind {
  /** "plan.edition"; the delegation rules name it. */
  kind: string
  /** 「推進プランの年度版」 */
  title: string
  /** The module's page of the subject. */
  link(subjectId: string): string
  /** The content as it is now, in the shape given to startApproval: at every step it must still have the approved hash. */
  content?(work: Work, subjectId: string): Promise<object | undefined>
  /** Decided. Runs in the decision's transaction; a refusal here undoes the decision. */
  approved(work: Work, approval: Ended): Promise<void>
  /** Sent back to the drafter, who changes the subject and calls startApproval again. */
  returned(work: Work, approval: Ended): Promise<void>
  /** The drafter took it back on the approval's own page. */
  withdrawn?(work: Work, approval: Ended): Promise<void>
}

export interface Ended extends Approval {
  /** What was written with the decision, the return or the withdrawal. */
  comment: string
}

const kinds = new Map<string, ApprovalKind>()

/** Called once when the house is composed. */
export function declareApprovalKinds(declared: readonly ApprovalKind[]): void {
  for (const kind of declared) kinds.set(kind.kind, kind)
}

export function listApprovalKinds(): ApprovalKind[] {
  return [...kinds.values()]
}

export function findApprovalKind(kind: string): ApprovalKind | undefined {
  return kinds.get(kind)
}

export function approvalKindTitle(kind: string): string {
  return kinds.get(kind)?.title ?? kind
}
