export const galleryPaths = {
  controls: "/dev/gallery",
  errors: "/dev/gallery/errors",
  lists: "/dev/gallery/lists",
  patterns: "/dev/gallery/patterns",
  question: "/dev/gallery/question",
  charts: "/dev/gallery/charts",
} as const
