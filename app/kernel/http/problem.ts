import { z } from "zod"
import type { Problem } from "./typed.ts"

/** As described in OpenAPI. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string().optional(), message: z.string() })).optional(),
  current: z.record(z.string(), z.unknown()).optional(),
})

/** RFC 9457 problem details, with our stable `code` and the field errors. */
export interface ProblemDetails {
  code: string
  detail: string
  requestId: string
  errors?: readonly Problem[]
  /** On a conflict: what is stored now. */
  current?: Record<string, unknown>
}

const TITLES: Record<number, string> = {
  401: "サインインが必要です",
  403: "権限がありません",
  404: "見つかりません",
  409: "ほかの更新と重なりました",
  422: "入力に誤りがあります",
  428: "If-Match が必要です",
  429: "回数の上限に達しました",
  500: "処理中に問題が起きました",
  503: "いまは利用できません",
}

export function problemResponse(status: number, problem: ProblemDetails): Response {
  return new Response(
    JSON.stringify({ type: "about:blank", title: TITLES[status] ?? "処理できません", status, ...problem }),
    { status, headers: { "Content-Type": "application/problem+json; charset=utf-8", "Cache-Control": "no-store" } },
  )
}
