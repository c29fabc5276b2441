export const paths = {
  desk: "/desk",
  unfollow: "/desk/unfollow",
} as const
