import type { LanguageModelConfig } from "../../../../config.ts"

export interface ModelMessage {
  role: "system" | "user"
  content: string
}

/** The port to a language model: messages in, the text of its reply out. */
export interface LanguageModel {
  /** As shown beside its opinion. */
  name: string
  reply(messages: readonly ModelMessage[], signal?: AbortSignal): Promise<string>
}

/** Why there is no reply, in a sentence for people. */
export class NoReply extends Error {
  override name = "NoReply"
}

const PATIENCE_MS = 60_000
const MOST_BYTES = 200_000

/** Any server with OpenAI's /chat/completions: a model of the house's own, or a contracted one. */
export function openAiCompatible({ url, key, model }: LanguageModelConfig, patience = PATIENCE_MS): LanguageModel {
  return {
    name: model,
    async reply(messages, signal) {
      const timeout = AbortSignal.timeout(patience)
      let response: Response
      let body: string
      try {
        response = await fetch(`${url}/chat/completions`, {
          method: "POST",
          headers: { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) },
          body: JSON.stringify({ model, messages, temperature: 0, response_format: { type: "json_object" } }),
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
          redirect: "error",
        })
        body = await response.text()
      } catch (error) {
        throw new NoReply(timeout.aborted ? "AIが時間内に答えませんでした。" : "AIにつながりませんでした。", { cause: error })
      }
      if (response.status === 401 || response.status === 403) throw new NoReply("AIの鍵が受け付けられませんでした。")
      if (response.status === 429) throw new NoReply("AIが混み合っています。")
      if (!response.ok) throw new NoReply(`AIが答えられませんでした（${response.status}）。`)
      if (body.length > MOST_BYTES) throw new NoReply("AIの答えが長すぎます。")
      return contentOf(body)
    },
  }
}

function contentOf(body: string): string {
  try {
    const answer = JSON.parse(body) as { choices?: { message?: { content?: unknown } }[] }
    const content = answer.choices?.[0]?.message?.content
    if (typeof content === "string" && content.trim() !== "") return content
  } catch {
    // Said below like any other answer without content.
  }
  throw new NoReply("AIの答えの形が違います。")
}

/** For trying what happens when the model does not answer. */
export function failingModel(message = "AIにつながりませんでした。"): LanguageModel {
  return {
    name: "failing",
    async reply() {
      throw new NoReply(message)
    },
  }
}

let chosen: LanguageModel | undefined

/** Takes another model than the configured one; undefined: the configured one again. */
export function useLanguageModel(model: LanguageModel | undefined): void {
  chosen = model
}

/** The model to ask; undefined: none is connected. */
export function languageModelOf(config: { languageModel: LanguageModelConfig | undefined }): LanguageModel | undefined {
  return chosen ?? (config.languageModel ? openAiCompatible(config.languageModel) : undefined)
}
