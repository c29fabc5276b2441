import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { findUnitByCode } from "../../../kernel/people/index.ts"
import { parseOrdinances } from "../structure/index.ts"
import { importOrdinance } from "./import-ordinance.ts"
import { loanRules, shopGuideline } from "./seed-texts/business.ts"
import { assessmentOrdinance, promulgationOrdinance, recordsDirective } from "./seed-texts/house.ts"
import { roadOrdinance, roadRules, roadRulesAmended } from "./seed-texts/roads.ts"
import { safetyOrdinance, safetyRules } from "./seed-texts/safety.ts"

interface SeedText {
  text: string
  unitCode: string
  category: string
  effectiveOn: CivilDate
  madeBy?: string
}

const texts: readonly SeedText[] = [
  { text: promulgationOrdinance, unitCode: "SOMU-BUNSHO", category: "第1編 総規", effectiveOn: "1963-04-01" },
  { text: recordsDirective, unitCode: "SOMU-BUNSHO", category: "第2編 文書", effectiveOn: "1999-04-01" },
  { text: assessmentOrdinance, unitCode: "KANKYO-SEISAKU", category: "第5編 環境", effectiveOn: "1999-06-12" },
  { text: safetyOrdinance, unitCode: "KIKI-SHOBO", category: "第6編 保安", effectiveOn: "1998-04-01" },
  { text: safetyRules, unitCode: "KIKI-SHOBO", category: "第6編 保安", effectiveOn: "1998-04-01" },
  { text: loanRules, unitCode: "SHOKO-CHUSHO", category: "第7編 商工", effectiveOn: "2001-04-10" },
  { text: shopGuideline, unitCode: "SHOKO-CHUSHO", category: "第7編 商工", effectiveOn: "2022-04-01" },
  { text: roadOrdinance, unitCode: "DOBOKU-DORO", category: "第9編 土木", effectiveOn: "2004-04-01" },
  { text: roadRules, unitCode: "DOBOKU-DORO", category: "第9編 土木", effectiveOn: "2004-04-01" },
  { text: roadRulesAmended, unitCode: "DOBOKU-DORO", category: "第9編 土木", effectiveOn: "2025-04-01", madeBy: "令和7年規則第6号" },
]

/** The rulebook of 萩野県, as far as its story needs it. */
export async function seedRulebook(work: Work): Promise<void> {
  for (const { text, unitCode, category, effectiveOn, madeBy } of texts) {
    const unit = await findUnitByCode(work.db, unitCode, civilDateOf(work.now))
    for (const parsed of parseOrdinances(Buffer.from(text), "例規.txt")) {
      await importOrdinance(work, { ...parsed, category }, { unitId: unit?.id ?? null, effectiveOn, ...(madeBy ? { madeBy } : {}) })
    }
  }
}
