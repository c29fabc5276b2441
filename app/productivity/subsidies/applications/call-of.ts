import type { Work } from "../../../kernel/database/index.ts"
import { readCall } from "../programmes/calls.ts"
import type { Call } from "../programmes/programme.ts"
import type { Application } from "./application.ts"

/** The call an application is for; it is never deleted once published. */
export async function callOf(work: Work, it: Pick<Application, "callId">): Promise<Call> {
  const call = await readCall(work, it.callId)
  if (!call) throw new Error(`the call of an application is gone: ${it.callId}`)
  return call
}
