/** Every URL of the bills. Not below /ordinances/:id, which would take "bills" for an id. */
export const revisingPaths = {
  list: "/ordinance-bills",
  export: (format: string) => `/ordinance-bills/list.${format}`,
  begin: (ordinanceId: string) => `/ordinances/${ordinanceId}/bills/new`,
  bills: (ordinanceId: string) => `/ordinances/${ordinanceId}/bills`,
  fromText: (ordinanceId: string) => `/ordinances/${ordinanceId}/bills/from-text`,
  bill: (id: string) => `/ordinance-bills/${id}`,
  terms: (id: string) => `/ordinance-bills/${id}/terms`,
  provision: (id: string, address: string) => `/ordinance-bills/${id}/provisions/${segment(address)}`,
  addition: (id: string, address: string) => `/ordinance-bills/${id}/provisions/${segment(address)}/next`,
  removal: (id: string, address: string) => `/ordinance-bills/${id}/provisions/${segment(address)}/removal`,
  restoration: (id: string, address: string) => `/ordinance-bills/${id}/provisions/${segment(address)}/restoration`,
  comparison: (id: string) => `/ordinance-bills/${id}/comparison`,
  comparisonFile: (id: string, format: string) => `/ordinance-bills/${id}/comparison.${format}`,
  text: (id: string) => `/ordinance-bills/${id}/amending-text`,
  textFile: (id: string, format: string) => `/ordinance-bills/${id}/amending-text.${format}`,
  proposal: (id: string) => `/ordinance-bills/${id}/proposal`,
  promulgation: (id: string) => `/ordinance-bills/${id}/promulgation`,
  abandonment: (id: string) => `/ordinance-bills/${id}/abandonment`,
} as const

/** "s1/3" is one segment of a path: the slash is a "_" in it, as in the rulebook's own. */
function segment(address: string): string {
  return address.startsWith(":") ? address : encodeURIComponent(address.replaceAll("/", "_"))
}
