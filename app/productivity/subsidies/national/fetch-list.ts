import { inWork } from "../../../kernel/database/index.ts"
import { defineJob } from "../../../kernel/jobs/index.ts"
import { takeList } from "./take-list.ts"
import { MOST_LIST_BYTES } from "./uploads.ts"

const SECONDS = 60

/**
 * Fetches the public list from the configured address. Without one nothing leaves the house (LGWAN). What the address answers
 * may be only what is open now, so that nothing is dropped by it; a failure is told on the page of jobs and tried again.
 */
export const fetchNationalList = defineJob<Record<string, never>>({
  name: "subsidies.fetch-national-list",
  title: "国の補助金の公開一覧（Jグランツ）を取りに行く",
  maxAttempts: 4,
  transaction: "own",
  async run(work, _, { config, log, signal }) {
    const url = config.jgrantsUrl
    if (!url) return
    const text = await fetchText(url, signal)
    const found = await inWork(work.db, { actor: work.actor, now: work.now, requestId: work.requestId }, (inside) => takeList(inside, { source: url, text, dropGone: false }))
    log.info({ read: found.read, fresh: found.fresh.length, changed: found.changed.length, refused: found.refusedCount }, "national list taken")
  },
})

export async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  const stops = [AbortSignal.timeout(SECONDS * 1000), ...(signal ? [signal] : [])]
  let answer: Response
  try {
    answer = await fetch(url, { signal: AbortSignal.any(stops), redirect: "error", headers: { accept: "application/json" } })
  } catch (error) {
    throw new Error(`Jグランツの一覧を取れませんでした：${new URL(url).host} につながりません（${(error as Error).name}）。`, { cause: error })
  }
  if (!answer.ok) {
    await answer.body?.cancel()
    throw new Error(`Jグランツの一覧を取れませんでした：${new URL(url).host} が ${answer.status} を返しました。`)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    size += chunk.length
    if (size > MOST_LIST_BYTES) throw new Error(`Jグランツの一覧が大きすぎます（上限 ${MOST_LIST_BYTES / 1_048_576} MB）。`)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks)).replaceAll("\u0000", "")
}
