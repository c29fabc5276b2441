import { render } from "preact"
import { Designer, type Given } from "./form-designer/designer.tsx"

/** The form designer in the place of its plain pages' outline (kernel/forms/pages/version-page.tsx). */
export function mount(place: HTMLElement, given: unknown): void {
  place.replaceChildren()
  place.removeAttribute("data-given")
  render(<Designer {...(given as Given)} />, place)
}
