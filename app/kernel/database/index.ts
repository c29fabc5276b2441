export { openDatabase, type Connection, type Db } from "./connect.ts"
export { migrate, MigrationError, readMigrations, type MigrationSource } from "./migrate.ts"
export type { CivilDate, Json, Stamp, Tables } from "./tables.ts"
export { civilDateOf, inWork, readingWork, type Occasion, type Work } from "./work.ts"
