/** A unit of such a level is part of the one above it: whoever works in a 班 is a member of its 課. */
export const PART_LEVELS: readonly string[] = ["班", "係", "担当", "グループ", "チーム"]
