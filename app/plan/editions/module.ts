import type { Module } from "../../module.ts"
import { editionPermissions } from "./permissions.ts"

export const editionsPart: Partial<Module> = {
  permissions: editionPermissions,
}
