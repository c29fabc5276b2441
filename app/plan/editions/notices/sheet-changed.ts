import { followersOf } from "../../../desk/index.ts"
import { civilDateOf } from "../../../kernel/database/index.ts"
import { defineNotice } from "../../../kernel/notices/index.ts"
import { headsOf } from "../../../kernel/people/index.ts"
import { paths } from "../../paths.ts"
import type { SheetChange } from "../after-change.ts"
import { isOpenToStaff } from "../visibility.ts"
import { editionName, initiativeNumber } from "../words.ts"

/**
 * Something that a unit owns in the plan changed: to the heads of the owner and of the partner units. Whoever
 * follows the initiative hears of it too, unless it is a draft.
 */
export const sheetChanged = defineNotice<SheetChange>({
  name: "plan.sheet-changed",
  title: "自所属の取組シートが変わったとき",
  async to(work, { edition, sheet, formerOwnerUnitId }) {
    const units = [sheet.ownerUnitId, formerOwnerUnitId, ...sheet.partnerUnits.map((unit) => unit.id)]
    const heads = await headsOf(work.db, units.filter((unit) => unit != null), civilDateOf(work.now))
    return isOpenToStaff(edition) ? [...heads, ...(await followersOf(work, { kind: "initiative", id: sheet.initiativeId }))] : heads
  },
  subject: ({ edition, sheet, summary }) => `${editionName(edition)} ${initiativeNumber(sheet)} ${sheet.title}：${summary}`,
  link: ({ event, edition, sheet }) =>
    event === "plan.sheet-removed" ? paths.edition(edition.id) : paths.initiative(edition.id, sheet.initiativeId),
  // A draft is rewritten many times a day; the page says it, the mailbox stays quiet.
  mail: false,
})
