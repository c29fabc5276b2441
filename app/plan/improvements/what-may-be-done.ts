import { type Actor, may } from "../../kernel/access/index.ts"
import { type ImprovementMove, moveFrom } from "./improvement-states.ts"
import type { Improvement } from "./improvement.ts"
import { isAuthor, isHeadOf, isOwner, sees } from "./visibility.ts"

/** What a person can do with an improvement, beside the moves of its state. */
export type Deed = ImprovementMove | "edit" | "discard" | "comment" | "copy" | "change-plan"

/** Whose hand a deed is in; whether the state allows it is the state table's matter. */
export function isInHand(actor: Actor, it: Improvement, deed: Deed): boolean {
  const office = may(actor, "improvements.all")
  switch (deed) {
    case "file":
    case "refile":
    case "withdraw":
    case "edit":
    case "discard":
      return isAuthor(actor, it)
    case "ask-back":
      return isHeadOf(actor, it) || isOwner(actor, it)
    case "propose":
    case "change-plan":
      return isOwner(actor, it)
    case "pull-back":
    case "send-back":
    case "adopt":
    case "decline":
      // The approval's own people decide there; nobody decides past it.
      return actor.kind === "system"
    case "carry-out":
    case "measure":
      return isAuthor(actor, it) || isHeadOf(actor, it) || isOwner(actor, it) || office
    case "comment":
    case "copy":
      return sees(actor, it)
  }
}

/** What stands on the page as a button. */
export function deedsFor(actor: Actor, it: Improvement): Deed[] {
  const deeds: Deed[] = ["file", "refile", "ask-back", "propose", "carry-out", "measure", "withdraw"]
  const now = deeds.filter((deed) => moveFrom(it.state, deed as ImprovementMove) && isInHand(actor, it, deed))
  if ((it.state === "draft" || it.state === "returned") && isAuthor(actor, it)) now.push("edit")
  if (it.state === "draft" && isAuthor(actor, it)) now.push("discard")
  if (it.state === "adopted" && isInHand(actor, it, "change-plan")) now.push("change-plan")
  if (it.state !== "draft") now.push("comment")
  if (it.state === "adopted" || it.state === "done" || it.state === "measured") now.push("copy")
  return now
}
