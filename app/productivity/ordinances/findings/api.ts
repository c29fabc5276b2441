import type { Api } from "../../../kernel/http/index.ts"
export function findingsApi(_api: Api): void {}
