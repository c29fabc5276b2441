import type { Site } from "../../../kernel/http/index.ts"

export function importRoutes(_site: Site): void {}
