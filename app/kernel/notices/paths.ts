export const paths = {
  inbox: "/notices",
  /** Marks it read and leads on to what it is about. */
  open: (id: string) => `/notices/${id}`,
  readAll: "/notices/read",
  preference: "/account/notices",
}
