/** How long a session lives. Each visit moves its end by `idleHours`, never past `longestHours` after sign-in. */
export interface SessionLimit {
  idleHours: number
  longestHours: number
}

export const sessionLimits: Record<"staff" | "applicant", SessionLimit> = {
  // A working day without signing in again; a week at most.
  staff: { idleHours: 12, longestHours: 7 * 24 },
  // Often a shared computer at home or in a library.
  applicant: { idleHours: 2, longestHours: 24 },
}

/** The end is written again at most this often: a read of a page is not a write. */
export const SEEN_EVERY_MINUTES = 5

const HOUR = 3_600_000

export function sessionEnd(kind: "staff" | "applicant", startedAt: Date, now: Date): Date {
  const { idleHours, longestHours } = sessionLimits[kind]
  return new Date(Math.min(now.getTime() + idleHours * HOUR, startedAt.getTime() + longestHours * HOUR))
}
