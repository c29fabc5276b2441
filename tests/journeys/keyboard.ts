import { expect } from "vitest"
import type { Person } from "./person.ts"

/** Somebody who has no mouse. */
export interface Keyboard {
  /** Presses Tab until the control with this role and name has the focus, and shows it. */
  tabTo(role: string, name: string | RegExp, options?: { back?: boolean; within?: number }): Promise<void>
  /** Tab to a link or button, and Enter; waits for the page it leads to. */
  enter(role: "link" | "button", name: string | RegExp): Promise<void>
  /** Tab to a field, and type. */
  type(label: string | RegExp, text: string): Promise<void>
  /** Tab to a date, and type year, month and day one after the other. */
  typeDate(label: string | RegExp, day: string): Promise<void>
  /** Tab to a list, and the arrow down until the wanted option is chosen. */
  choose(label: string | RegExp, option: string | RegExp): Promise<void>
  /** Tab to the next group of radio buttons, and the arrow down until the wanted one is chosen. */
  pick(option: string | RegExp): Promise<void>
}

const MOST_TABS = 150

export function keyboardOf({ page }: Person): Keyboard {
  const focused = page.locator(":focus")
  /** 「button "決裁する"」 as a screen reader is told. */
  const said = async () => ((await focused.count()) === 0 ? "" : (await focused.ariaSnapshot()).split("\n")[0]!.replace(/^- /, ""))
  const is = (line: string, role: string, name: string | RegExp) => {
    if (!line.startsWith(role)) return false
    const told = /"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? line.slice(role.length).replace(/^:\s*/, "")
    const plain = told.replace(/※必須$/, "")
    return typeof name === "string" ? plain === name : name.test(plain)
  }
  const keyboard: Keyboard = {
    async tabTo(role, name, { back = false, within = MOST_TABS } = {}) {
      const passed: string[] = []
      for (let press = 0; press < within; press++) {
        await page.keyboard.press(back ? "Shift+Tab" : "Tab")
        const line = await said()
        if (line !== "") expect(await hidden(), `${page.url()} ${line}`).toBe("")
        if (is(line, role, name)) return
        passed.push(line)
      }
      throw new Error(`no ${role} ${name} on ${page.url()}: ${[...new Set(passed)].join(" | ")}`)
    },
    async enter(role, name) {
      await keyboard.tabTo(role, name)
      await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")])
    },
    async type(label, text) {
      await keyboard.tabTo("textbox", label)
      await page.keyboard.type(text)
    },
    async typeDate(label, day) {
      await keyboard.tabTo("textbox", label)
      const [year, month, date] = day.split("-") as [string, string, string]
      // The browser decides the order of the three by the language of its own menus.
      for (const typed of [year + month + date, month + date + year]) {
        await page.keyboard.type(typed)
        if ((await focused.inputValue()) === day) return
        for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowLeft")
      }
      throw new Error(`${label} would not take ${day}`)
    },
    async choose(label, option) {
      await keyboard.tabTo("combobox", label)
      const chosen = () => focused.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text ?? "")
      const matches = (text: string) => (typeof option === "string" ? text === option : option.test(text))
      for (let press = 0; !matches(await chosen()); press++) {
        if (press === MOST_TABS) throw new Error(`no option ${option} in ${label}`)
        await page.keyboard.press("ArrowDown")
      }
    },
    async pick(option) {
      await keyboard.tabTo("radio", /./)
      const first = await said()
      while (!is(await said(), "radio", option)) {
        await page.keyboard.press("ArrowDown")
        if ((await said()) === first) throw new Error(`no choice ${option} on ${page.url()}`)
      }
      await page.keyboard.press("Space")
    },
  }
  return keyboard

  /** Why the focus cannot be seen; nothing when it can. */
  function hidden(): Promise<string> {
    return focused.evaluate((element) => {
      const style = getComputedStyle(element)
      const ringed = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2
      if (!ringed && style.boxShadow === "none") return "no ring"
      const box = element.getBoundingClientRect()
      if (box.width < 1 || box.height < 1) return "no size"
      // WCAG 2.4.11: at least a part of it stands in the window and under nothing else.
      const within = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
      if (!within) return "outside the window"
      const points = [0.1, 0.5, 0.9].map((at) => [box.left + box.width * at, Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)] as const)
      const seen = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y)
        return top !== null && (element.contains(top) || top.contains(element))
      })
      return seen ? "" : "covered"
    })
  }
}
