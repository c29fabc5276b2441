/** Every URL of the national list's upkeep. */
export const nationalPaths = {
  list: "/subsidies/national",
  fetch: "/subsidies/national/fetch",
  upload: (id: string) => `/subsidies/national/uploads/${id}`,
} as const
