import type { PostalArea } from "./ken-all.ts"

/** Towns of the demo prefecture 萩野県: none of them exists, nor has one of these codes there. */
export const demoAreas: readonly PostalArea[] = [
  ["9800001", "萩野市", "中央", "１～４丁目"],
  ["9800002", "萩野市", "本町", ""],
  ["9800002", "萩野市", "本町東", ""],
  ["9800003", "萩野市", "", ""],
  ["9860002", "月見市", "港町", ""],
].map(([postalCode, municipality, area, note]) => ({ postalCode: postalCode!, prefecture: "萩野県", municipality: municipality!, area: area!, note: note! }))
