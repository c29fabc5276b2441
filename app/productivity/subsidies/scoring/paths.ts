/** Every URL of the committee's scoring. */
export const scoringPaths = {
  committee: (callId: string) => `/subsidies/own-calls/${callId}/committee`,
  reviewers: (callId: string) => `/subsidies/own-calls/${callId}/committee/reviewers`,
  endReviewer: (callId: string, personId: string) => `/subsidies/own-calls/${callId}/committee/reviewers/${personId}/end`,
  result: (callId: string) => `/subsidies/own-calls/${callId}/committee/result`,
  resultFile: (callId: string) => `/subsidies/own-calls/${callId}/committee/result.csv`,
  adjust: (callId: string) => `/subsidies/own-calls/${callId}/committee/adjustments`,
  conclude: (callId: string) => `/subsidies/own-calls/${callId}/committee/conclusion`,
  publish: (callId: string) => `/subsidies/own-calls/${callId}/committee/publication`,
  reviews: "/subsidies/reviews",
  review: (applicationId: string) => `/subsidies/reviews/${applicationId}`,
  stepBack: (applicationId: string) => `/subsidies/reviews/${applicationId}/step-back`,
  summary: (callId: string) => `/subsidies/calls/${callId}/scoring`,
} as const
