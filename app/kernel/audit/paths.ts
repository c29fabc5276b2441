export const paths = {
  audit: "/audit",
  csv: "/audit/audit.csv",
  verification: "/audit/verification",
} as const
