export * from "./editions/index.ts"
