import type { Actor } from "../access/actor.ts"
import { may } from "../access/may.ts"
import { Section } from "./blocks.tsx"
import { menuEntries, menuGroups, type MenuGroup } from "./menu.ts"
import { Page } from "./page.tsx"

/** Everything a member of staff may open that the header has no room for. */
export function MenuPage({ actor }: { actor: Actor }) {
  const entries = menuEntries().filter((entry) => !entry.permission || may(actor, entry.permission))
  const groups = (Object.keys(menuGroups) as MenuGroup[]).map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) }))
  return (
    <Page title="メニュー" lead="あなたの役割で開ける画面です。">
      {groups.map(
        ({ group, entries }) =>
          entries.length > 0 && (
            <Section title={menuGroups[group]} id={group}>
              <ul class="menu-list">
                {entries.map((entry) => (
                  <li>
                    <a href={entry.href}>{entry.title}</a>
                    <p>{entry.note}</p>
                  </li>
                ))}
              </ul>
            </Section>
          ),
      )}
    </Page>
  )
}
