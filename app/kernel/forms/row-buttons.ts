/**
 * The buttons of a repeating group ask for the page again (`_again`, kernel/http/site.ts) with one row more or less:
 * nothing is saved by them, and nothing typed is lost.
 */
export const addRow = (path: string) => `rows.add.${path}`
export const removeRow = (path: string, row: number) => `rows.remove.${path}.${row}`

interface RowButton {
  path: string
  /** The row that is to go; without it one is added. */
  remove?: number
}

export function readRowButton(typed: Readonly<Record<string, string | string[]>>): RowButton | undefined {
  const pressed = [typed._again].flat()[0] ?? ""
  const [, add] = /^rows\.add\.([\w-]+)$/.exec(pressed) ?? []
  if (add) return { path: add }
  const [, remove, row] = /^rows\.remove\.([\w-]+)\.(\d{1,3})$/.exec(pressed) ?? []
  return remove ? { path: remove, remove: Number(row) } : undefined
}
