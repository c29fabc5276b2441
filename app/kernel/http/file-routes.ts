import { randomUUID } from "node:crypto"
import type { Context, Hono } from "hono"
import { z } from "zod"
import type { Actor } from "../access/actor.ts"
import { readingWork } from "../database/work.ts"
import { API_BASE, type ApiRoute, mustComeIn, problemFor, whoAsks } from "./api.ts"
import type { House } from "./house.ts"
import { contextOf, type PageHandler } from "./page-context.ts"

const MEDIA_TYPES = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  zip: "application/zip",
} as const
const NAMES = { csv: "CSV", xlsx: "Excel", pdf: "PDF", zip: "ZIP" } as const

function endingOf(path: string): keyof typeof MEDIA_TYPES | undefined {
  return /\.(csv|xlsx|pdf|zip)$/.exec(path)?.[1] as keyof typeof MEDIA_TYPES | undefined
}

/**
 * What a page saves as a file a program fetches at the same path below /api/v1, by the same handler: the same
 * conditions, scope and columns, with a token too, and refusals as problems. Files for everybody need no second address.
 */
export function serveFileOverRest(app: Hono, house: House, routes: ApiRoute[], who: ApiRoute["who"], path: string, handler: PageHandler): void {
  const ending = endingOf(path)
  if (!ending || who === "anyone") return
  const route: ApiRoute = {
    method: "get",
    path: path.replace(/:(\w+)/g, "{$1}"),
    summary: `画面の保存と同じ ${NAMES[ending]}。検索条件も画面と同じ`,
    who,
    tag: "ファイル",
    answer: z.string(),
    file: MEDIA_TYPES[ending],
    ...paramsOf(path),
  }
  routes.push(route)
  app.get(API_BASE + path, (c) => answerFile(house, route, handler, c))
}

function paramsOf(path: string): Pick<ApiRoute, "params"> {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  return names.length > 0 ? { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) } : {}
}

async function answerFile(house: House, route: ApiRoute, handler: PageHandler, c: Context): Promise<Response> {
  const now = new Date()
  const requestId = randomUUID()
  try {
    const actor: Actor = await whoAsks(house, route, c, now)
    const kept = mustComeIn(route, actor, requestId)
    if (kept) return kept
    const answer = await handler(readingWork(house.db, { actor, now, requestId }), contextOf(c, { house, actor }))
    answer.headers.set("Cache-Control", "no-store")
    return answer
  } catch (error) {
    return problemFor(house, c, error, requestId)
  }
}
