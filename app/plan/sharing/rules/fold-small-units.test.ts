import { expect, test } from "vitest"
import { type CountedUnit, foldSmallUnits } from "./fold-small-units.ts"

const unit = (name: string, department: string, read: number, members: number, namesOpen = false): CountedUnit => ({
  unitId: name,
  name,
  department,
  read,
  members,
  namesOpen,
})

test.each<[string, CountedUnit[], [string, number, number][]]>([
  ["3人以上の所属はそのまま", [unit("甲課", "総務部", 1, 3)], [["甲課", 1, 3]]],
  ["3人未満の所属は部局ごとに合わせる", [unit("甲課", "総務部", 1, 3), unit("乙課", "総務部", 0, 1), unit("丙課", "総務部", 2, 2)], [["甲課", 1, 3], ["少人数の所属", 2, 3]]],
  ["合わせても3人未満なら、県全体で合わせる", [unit("乙課", "総務部", 1, 1), unit("丁課", "土木部", 0, 2)], [["その他の少人数の所属", 1, 3]]],
  ["所属長は自所属をそのまま見る", [unit("乙課", "総務部", 1, 2, true)], [["乙課", 1, 2]]],
])("%s", (_, units, rows) => {
  expect(foldSmallUnits(units).map(({ name, read, members }) => [name, read, members])).toEqual(rows)
})
