/**
 * 「住所を探す」 in a form: a button that asks for the page again (`_again`, kernel/http/site.ts) with the towns of the postal
 * code. What was found travels among the typed values, so that reading and showing a page need no database.
 */
export const findAddress = (path: string) => `address.${path}`

/** The path of the address whose button was pressed. */
export function addressAsked(typed: Readonly<Record<string, string | string[]>>): string | undefined {
  const pressed = [typed._again].flat()[0] ?? ""
  return /^address\.([\w-]+)$/.exec(pressed)?.[1]
}

export function plainPostalCode(text: string): string {
  return text.normalize("NFKC").replace(/[^\d]/g, "")
}

interface Town {
  prefecture: string
  municipality: string
  area: string
}

const MARK = "|"

/** A town as the value of a choice. */
export function townText({ prefecture, municipality, area }: Town): string {
  return [prefecture, municipality, area].join(MARK)
}

export function townOf(text: string): Town | undefined {
  const [prefecture, municipality, area, ...more] = text.split(MARK)
  return prefecture && municipality && area !== undefined && more.length === 0 ? { prefecture, municipality, area } : undefined
}

export const foundName = (path: string) => `${path}._found`
export const noticeName = (path: string) => `${path}._notice`
