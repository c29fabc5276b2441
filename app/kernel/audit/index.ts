export { type AuditEvent, appending, jsonText, type Reading, record, recordReading, type Subject } from "./record.ts"
export { type Finding, type Tampering, type Verdict, verifyAudit } from "./verify-audit.ts"
export { formatVerdict } from "./format-verdict.ts"
