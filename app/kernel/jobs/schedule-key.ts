/** How the queue knows a schedule: another time is another schedule. */
export function scheduleKey(jobName: string, cron: string): string {
  return `${jobName}@${cron.trim().replace(/\s+/g, "_")}`
}
