/** Every URL of what is counted and published. */
export const reportsPaths = {
  awards: "/subsidies/awards",
  awardsFile: (format: string) => `/subsidies/awards.${format}`,
  statistics: "/subsidies/statistics",
  statisticsFile: "/subsidies/statistics.csv",
} as const
