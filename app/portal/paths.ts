/** The public's own pages. */
export const paths = {
  home: "/",
  apply: "/apply",
  myCases: "/my-cases",
  accessibility: "/accessibility",
  about: "/about",
} as const
