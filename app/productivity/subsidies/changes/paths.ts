/** Every URL of what happens while the project is under way: change, discontinuation, accident, progress, orders. */
export const changesPaths = {
  change: (id: string) => `/subsidies/my/${id}/changes/change`,
  discontinuation: (id: string) => `/subsidies/my/${id}/changes/discontinuation`,
  accident: (id: string) => `/subsidies/my/${id}/changes/accident`,
  progress: (id: string) => `/subsidies/my/${id}/changes/progress`,
  resume: (id: string) => `/subsidies/my/${id}/changes/resume`,
  office: (id: string) => `/subsidies/office/${id}/changes`,
  decideChange: (id: string) => `/subsidies/office/${id}/changes/change`,
  decideDiscontinuation: (id: string) => `/subsidies/office/${id}/changes/discontinuation`,
  instruct: (id: string) => `/subsidies/office/${id}/changes/instruction`,
  order: (id: string) => `/subsidies/office/${id}/changes/order`,
} as const
