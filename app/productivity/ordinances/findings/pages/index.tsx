import type { Site } from "../../../../kernel/http/index.ts"
export function findingPages(_site: Site): void {}
