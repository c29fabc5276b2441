import type { Provision, ProvisionPart } from "./provision.ts"

/** The provisions of one text while it is read: addresses stay unique, and what was guessed is remarked upon. */
export class ProvisionList {
  readonly provisions: Provision[] = []
  readonly remarks: string[] = []
  #taken = new Map<string, number>()
  #doubled: string[] = []
  #empty: string[] = []
  #open: { provision: Omit<Provision, "text">; lines: string[] } | undefined

  /** Ends the provision before and begins one. */
  open(part: ProvisionPart, address: string, no: string, caption: string, headings: readonly string[]): void {
    this.close()
    const times = (this.#taken.get(address) ?? 0) + 1
    this.#taken.set(address, times)
    if (times > 1) this.#doubled.push(no || address)
    this.#open = { provision: { part, address: times === 1 ? address : `${address}~${times}`, no, caption, headings }, lines: [] }
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  get isEmpty(): boolean {
    return this.#open === undefined || this.#open.lines.length === 0
  }

  add(line: string): void {
    if (this.#open) this.#open.lines.push(line)
  }

  /** Takes back the provision that is open: it has no words of its own. */
  discard(): void {
    if (this.#open) this.#taken.delete(this.#open.provision.address)
    this.#open = undefined
  }

  close(): void {
    if (!this.#open) return
    if (this.#open.lines.length === 0 && this.#open.provision.part !== "form") this.#empty.push(this.#open.provision.no || this.#open.provision.address)
    this.provisions.push({ ...this.#open.provision, text: this.#open.lines.join("\n") })
    this.#open = undefined
  }

  finish(): void {
    this.close()
    if (this.#doubled.length > 0) this.remarks.push(`同じ番号が重なっています：${some(this.#doubled)}。2つ目からは「~2」を付けて区別しています。`)
    if (this.#empty.length > 0) this.remarks.push(`見出しや番号だけで文のない規定があります：${some(this.#empty)}。`)
  }
}

/** A few of many, for a sentence. */
export function some(words: readonly string[], most = 5): string {
  const shown = words.slice(0, most).map((word) => (word.length > 60 ? `${word.slice(0, 60)}…` : word))
  return words.length > most ? `${shown.join("、")}ほか${words.length - most}件` : shown.join("、")
}
