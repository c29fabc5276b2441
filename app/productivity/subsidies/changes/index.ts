import type { Module } from "../../../module.ts"
import { changesApi } from "./api.ts"
import { changesPages } from "./pages/index.tsx"

/** While the project is under way: change, discontinuation, accident, progress, orders. */
export const changesPart = { pages: changesPages, api: changesApi } satisfies Partial<Module>
