export const paths = {
  /** For staff: everything they may see. */
  search: "/search",
  /** For everybody: what is public. */
  find: "/find",
}
