/** What this part writes into the record, through one door. */
export { record, recordReading } from "../audit/index.ts"
