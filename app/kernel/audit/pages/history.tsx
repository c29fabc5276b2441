import { dateTime, Timeline } from "../../ui/index.ts"

export interface HistoryProps {
  events: readonly { at: Date; who: string; action: string; detail: Record<string, unknown> }[]
  /** What each action is called; an action without words is left out. */
  words: Readonly<Record<string, string>>
  title?: string
}

/** The history of one subject from the record, in the module's own words. */
export function History({ events, words, title = "操作の経過" }: HistoryProps) {
  const known = events.filter((event) => words[event.action])
  return (
    <Timeline
      title={title}
      steps={known.map((event) => ({
        title: words[event.action] ?? event.action,
        when: dateTime(event.at),
        who: event.who,
        ...(typeof event.detail.reason === "string" && event.detail.reason ? { body: <p>{event.detail.reason}</p> } : {}),
        state: "done" as const,
      }))}
    />
  )
}
