import * as z from "zod/mini"
import type { FormDefinition } from "../../kernel/forms/form.ts"

/** What the REST API answers, as far as the designer reads it. */
const saved = z.object({ version: z.number() })
const problem = z.object({ detail: z.optional(z.string()) })
const checked = z.object({ readable: z.boolean(), faults: z.array(z.string()) })
const version = z.object({ definition: z.unknown() })

type Answer =
  | { kind: "saved"; version: number }
  /** Somebody else saved first: what is there now. */
  | { kind: "conflict"; theirs: FormDefinition; version: number }
  | Refused

interface Refused {
  kind: "refused"
  message: string
  signIn?: boolean
}

const PATIENCE = 20_000

export async function saveVersion(id: string, definition: FormDefinition, expected: number): Promise<Answer> {
  try {
    const answer = await ask(`/api/v1/forms/versions/${id}`, "PUT", { definition }, { "If-Match": `"v${expected}"` })
    if (answer.ok) return { kind: "saved", version: z.parse(saved, await answer.json()).version }
    if (answer.status === 409) {
      const now = await readVersion(id)
      // Opened meanwhile, or withdrawn: there is nothing to save over.
      if (now && now.version !== expected) return { kind: "conflict", ...now }
    }
    return await refusal(answer)
  } catch {
    return away
  }
}

/** Opens the version for good. */
export async function openVersion(id: string): Promise<Refused | { kind: "opened" }> {
  try {
    const answer = await ask(`/api/v1/forms/versions/${id}/open`, "POST")
    return answer.ok ? { kind: "opened" } : await refusal(answer)
  } catch {
    return away
  }
}

/** A form written elsewhere: nothing, or every fault that keeps it from being read. */
export async function faultsOfForm(definition: unknown): Promise<string[]> {
  try {
    const answer = await ask("/api/v1/forms/check", "POST", { definition })
    if (!answer.ok) return [(await refusal(answer)).message]
    const { readable, faults } = z.parse(checked, await answer.json())
    return readable ? [] : faults
  } catch {
    return [away.message]
  }
}

async function readVersion(id: string): Promise<{ theirs: FormDefinition; version: number } | undefined> {
  const answer = await ask(`/api/v1/forms/versions/${id}`, "GET")
  const number = /^"v(\d+)"$/.exec(answer.headers.get("etag") ?? "")?.[1]
  if (!answer.ok || !number) return undefined
  const read = z.parse(version, await answer.json())
  return { theirs: read.definition as FormDefinition, version: Number(number) }
}

function ask(path: string, method: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(PATIENCE),
  })
}

const away: Refused = { kind: "refused", message: "接続できないため、保存できませんでした。入力した内容はこの画面に残っています。時間をおいて、もう一度保存してください。" }

async function refusal(answer: Response): Promise<Refused> {
  if (answer.status === 401) {
    return { kind: "refused", message: "サインインの期限が切れました。入力した内容はこの画面に残っています。別のタブでサインインしてから、もう一度保存してください。", signIn: true }
  }
  const read = z.safeParse(problem, await answer.json().catch(() => undefined))
  return { kind: "refused", message: (read.success && read.data.detail) || `保存できませんでした（${answer.status}）。` }
}
