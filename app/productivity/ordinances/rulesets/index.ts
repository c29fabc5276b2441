import type { Module } from "../../../module.ts"

export const rulesetsPart = {
  pages() {},
  api() {},
  documents: [],
  approvals: [],
  jobs: [],
  schedules: [],
  measures: [],
  search: [],
  menu: [],
  waiting: async () => [],
  owned: async () => [],
  seed: async () => {},
} satisfies Partial<Module>
