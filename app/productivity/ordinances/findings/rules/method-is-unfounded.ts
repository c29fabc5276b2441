import { refusal, type Refusal } from "../../../../kernel/http/refusal.ts"
import type { Method } from "../finding.ts"
import type { Proposed } from "./proposed-method.ts"

interface Chosen {
  method?: Method | undefined
  methodReason?: string | undefined
  plannedMonth?: string | null | undefined
  physicalInterest: boolean | null
  publicNote?: string | undefined
}

const words: Record<Method, string> = { none: "不要", notice: "通知", amend: "改正", wait: "国待ち" }

/** Another method than the decision model's needs its reason; a change needs its month; leaving it for the physical act's sake is told to the public. */
export function methodIsUnfounded(chosen: Chosen, proposed: Proposed): Refusal | undefined {
  if (chosen.method && "next" in proposed) {
    return refusal("invalid", "findings.answers-are-missing", "方法を決める前に、上の問いに答えてください。", { field: proposed.next })
  }
  const method = chosen.method ?? ("method" in proposed ? proposed.method : undefined)
  if (!method) return undefined
  if ("method" in proposed && method !== proposed.method && !chosen.methodReason) {
    return refusal("invalid", "findings.method-reason-is-missing", `答えからは「${words[proposed.method]}」になります。「${words[method]}」とする理由を書いてください。`, { field: "methodReason" })
  }
  if ((method === "notice" || method === "amend") && !chosen.plannedMonth) {
    return refusal("invalid", "findings.month-is-missing", `「${words[method]}」を行う予定年月を入力してください。`, { field: "plannedMonth" })
  }
  if (method === "none" && chosen.physicalInterest && !chosen.publicNote) {
    return refusal("invalid", "findings.public-reason-is-missing", "見直さない理由は公開します。公開する説明を書いてください。", { field: "publicNote" })
  }
  return undefined
}
