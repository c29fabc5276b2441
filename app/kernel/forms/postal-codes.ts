export interface PostalArea {
  prefecture: string
  municipality: string
  /** 町域: where the street begins. */
  area: string
}

type PostalLookup = (postalCode: string) => PostalArea | undefined

let lookup: PostalLookup | undefined

/** Whoever has a list of postal codes hands over how to find one. Without it an address is typed in full. */
export function declarePostalCodes(find: PostalLookup | undefined): void {
  lookup = find
}

export function postalCodesAreKnown(): boolean {
  return lookup !== undefined
}

export function lookUpPostalCode(postalCode: string): PostalArea | undefined {
  return /^\d{7}$/.test(postalCode) ? lookup?.(postalCode) : undefined
}

export const findAddress = (path: string) => `address.${path}`
