export { reviewApi } from "./api.ts"
export { indicatorSeries, type MonthValue } from "./indicator-series.ts"
export { reviewPages } from "./pages.ts"
export { gradeScale, halfEnd, type PublishedGrade, publishedGrades } from "./read-review.ts"
