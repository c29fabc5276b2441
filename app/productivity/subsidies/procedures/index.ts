import type { Module } from "../../../module.ts"
import { proceduresApi } from "./api.ts"
import { procedurePages } from "./pages/index.tsx"

/** 後続手続の様式: what a call asks beside the fixed pages after the award. */
export const proceduresPart = { pages: procedurePages, api: proceduresApi } satisfies Partial<Module>
