import { expect, test } from "vitest"
import { isDayText, isIdText, isInstantText } from "./cursor.ts"

test.each([
  ["2026-11-23", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-13-01", false],
  ["0000-01-01", false],
  ["12026-01-01", false],
  ["", false],
  [20261123, false],
])("%j は日として %s", (value, good) => expect(isDayText(value)).toBe(good))

test.each([
  ["2026-11-23T00:00:00.000Z", true],
  ["2026-11-23 00:00:00.123456+00", true],
  ["2026-11-23 00:00:00+00", true],
  ["2026-02-29 00:00:00+00", false],
  ["2026-11-23 25:00:00+00", false],
  ["2026-11-23 24:00:00+00", false],
  ["2026-11-23 00:60:00+00", false],
  ["+275760-09-13T00:00:00.000Z", false],
  ["2026-11-23 00:00:00+09", false],
  [null, false],
])("%j は時刻として %s", (value, good) => expect(isInstantText(value)).toBe(good))

test.each([
  ["01900000-0000-7000-8000-000000000000", true],
  ["------------------------------------", false],
  ["00000000----------------------------", false],
  [{}, false],
])("%j は ID として %s", (value, good) => expect(isIdText(value)).toBe(good))
