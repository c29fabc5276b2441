import type { Work } from "../database/index.ts"

interface Event {
  action: string
  subject: { kind: string; id: string }
  detail?: Record<string, unknown>
}

export async function record(_work: Work, _event: Event): Promise<void> {}

export async function recordReading(_work: Work, _reading: { subject: { kind: string; id: string }; what: string }): Promise<void> {}
