export { follow, type Followed, type FollowedItem, followersOf, isFollowing, listFollowed, unfollow } from "./follow.ts"
export { paths as deskPaths } from "./paths.ts"
