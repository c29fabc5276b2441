import * as z from "zod/mini"
import { plainPostalCode } from "../kernel/forms/postal/find-address.ts"

const town = z.object({ prefecture: z.string(), municipality: z.string(), area: z.string() })
const answer = z.object({ items: z.array(town), source: z.nullable(z.string()) })
type Town = z.infer<typeof town>

/**
 * 「住所を探す」 without a page load: fills in what is empty, and lets choose where a code has several towns. Whatever fails
 * here, the button goes on to post the form, which does the same.
 */
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("[data-find-address] > button") : null
  const place = button?.parentElement
  const form = button?.form
  if (!button || !place || !form || button.dataset.plain) return
  event.preventDefault()
  find(place, form).catch(() => {
    button.dataset.plain = "on"
    button.click()
  })
})

async function find(place: HTMLElement, form: HTMLFormElement): Promise<void> {
  const path = place.dataset.findAddress!
  const code = plainPostalCode(boxOf(form, path, "postalCode")?.value ?? "")
  tell(place, "")
  place.querySelector("[data-towns]")?.remove()
  if (code.length !== 7) return tell(place, "郵便番号を7桁の数字で入力してから、押してください。")
  const response = await fetch(`/api/v1/postal-codes/${code}`, { signal: AbortSignal.timeout(8000) })
  if (!response.ok) throw new Error(String(response.status))
  const { items, source } = z.parse(answer, await response.json())
  if (source === null) return tell(place, "この環境には、郵便番号の一覧がまだありません。住所を入力してください。")
  const [first] = items
  if (!first) return tell(place, "この郵便番号は一覧にありません。住所を入力してください。")
  if (items.length === 1) {
    fill(form, path, first)
    return tell(place, `${words(first)}を入れました。番地を続けて入力してください。`)
  }
  tell(place, `${items.length}つの町があります。選んでください。`)
  const choice = choose(items, (chosen) => {
    fill(form, path, chosen)
    tell(place, `${words(chosen)}を入れました。番地を続けて入力してください。`)
  })
  place.append(choice)
  choice.querySelector("select")?.focus()
}

function boxOf(form: HTMLFormElement, path: string, part: string): HTMLInputElement | null {
  const box = form.elements.namedItem(`${path}.${part}`)
  return box instanceof HTMLInputElement ? box : null
}

/** Nothing typed is written over, but for what an earlier town filled in. */
function fill(form: HTMLFormElement, path: string, { prefecture, municipality, area }: Town): void {
  for (const [part, text] of Object.entries({ prefecture, municipality, street: area })) {
    const box = boxOf(form, path, part)
    if (!box || (box.value !== "" && box.value !== box.dataset.filled)) continue
    box.value = text
    box.dataset.filled = text
  }
  const street = boxOf(form, path, "street")
  street?.focus()
  street?.setSelectionRange(street.value.length, street.value.length)
  street?.dispatchEvent(new Event("change", { bubbles: true }))
}

function choose(towns: readonly Town[], onChoose: (town: Town) => void): HTMLElement {
  const label = document.createElement("label")
  label.dataset.towns = ""
  label.className = "field-label"
  label.append("当てはまる町")
  const select = document.createElement("select")
  select.className = "input select"
  select.append(new Option("選んでください", ""), ...towns.map((town, at) => new Option(words(town), String(at))))
  select.addEventListener("change", () => {
    const town = towns[Number(select.value)]
    if (select.value !== "" && town) onChoose(town)
  })
  label.append(select)
  return label
}

const words = ({ prefecture, municipality, area }: Town) => `${prefecture}${municipality}${area}`

function tell(place: HTMLElement, sentence: string): void {
  const status = place.querySelector("[data-find-address-status]")
  if (status) status.textContent = sentence
}
