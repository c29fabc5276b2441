export { history, type HistoryPoint } from "./history.ts"
export { findLiveValue, liveValue } from "./live-value.ts"
export {
  declareMeasures,
  defineMeasure,
  findMeasure,
  getMeasure,
  listMeasures,
  type Evidence,
  type Measure,
  type MeasureRecord,
  type MeasureScope,
  type MeasureValue,
  type RecordPage,
} from "./measure.ts"
export { addMonths, lastDay, monthOf, monthsBetween } from "./months.ts"
export { paths as measurePaths } from "./paths.ts"
export { listRecords } from "./records.ts"
export { backfillMeasures, snapshotMonth } from "./snapshot.ts"
