import { expect, test } from "vitest"
import { partyKindOf } from "./party-kind.ts"

test.each([
  ["法人番号のない団体も、自分で団体と言えば団体", { kind: "company" as const }, null, "company"],
  ["会社として申請し始めても、個人と言えば個人", { kind: "person" as const }, "c", "person"],
  ["聞いていない申請は、法人番号があれば法人", { corporateNumber: "7000012050002" }, null, "company"],
  ["聞いていない申請は、会社の人が始めたなら法人", {}, "c", "company"],
  ["聞いていない申請で、どちらもなければ分からない", { kind: "" as const, corporateNumber: " " }, null, undefined],
])("%s", (_, party, companyId, expected) => expect(partyKindOf({ party, companyId })).toBe(expected))
