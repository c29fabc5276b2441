import { paths } from "../paths.ts"

export const publicationPaths = {
  dataset: (name: string, format: "csv" | "json") => `${paths.publicData}/${name}.${format}`,
} as const
