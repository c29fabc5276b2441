export * from "./editions/index.ts"
export { paths } from "./paths.ts"
