/** Every URL of the rules and of the labelled articles. "standard" stands for the version Hagi comes with. */
export const rulesetPaths = {
  list: "/ordinance-rules",
  drafts: "/ordinance-rules/drafts",
  one: (id: string) => `/ordinance-rules/${id}`,
  file: (id: string) => `/ordinance-rules/${id}/rules.json`,
  upload: (id: string) => `/ordinance-rules/${id}/upload`,
  rule: (id: string, ruleId: string) => `/ordinance-rules/${id}/rules/${ruleId}`,
  newRule: (id: string) => `/ordinance-rules/${id}/new-rule`,
  removeRule: (id: string, ruleId: string) => `/ordinance-rules/${id}/rules/${ruleId}/remove`,
  terms: (id: string) => `/ordinance-rules/${id}/terms`,
  attempt: (id: string) => `/ordinance-rules/${id}/try`,
  quality: (id: string) => `/ordinance-rules/${id}/quality`,
  publish: (id: string) => `/ordinance-rules/${id}/publish`,
  discard: (id: string) => `/ordinance-rules/${id}/discard`,
  labels: "/ordinance-labels",
  removeLabel: (id: string) => `/ordinance-labels/${id}/remove`,
} as const
