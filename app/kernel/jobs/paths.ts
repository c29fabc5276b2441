export const paths = {
  jobs: "/jobs",
  job: (id: number | string) => `/jobs/${id}`,
  retry: (id: number | string) => `/jobs/${id}/retry`,
  discard: (id: number | string) => `/jobs/${id}/discard`,
}
