export const paths = {
  document: (id: string) => `/documents/${id}`,
  checks: "/documents",
}
