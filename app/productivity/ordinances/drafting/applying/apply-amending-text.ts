import type { Provision } from "../../structure/provision.ts"
import { type Branched, readSign, signLike, writeBranched } from "../numerals.ts"
import type { Unit } from "../units.ts"
import { isArticleNode, lineListsOf, nameKey, type Node, nodeOf, numberOf, numberOfUnit, provisionOf, renumber, type Slot, slotsOfLines, slotsOfNode, slotsOfUnit } from "./document.ts"
import { editLines, editWords, quotesLines } from "./edit-words.ts"
import { attachHeading, deleteHeading, renameHeading } from "./edit-headings.ts"
import { houseLines, provisionsOfBlock, unitsOfBlock } from "./read-block.ts"
import { type Instruction, readAmendment } from "./read-amendment.ts"
import { type Clause, readClauses, UnreadableSentence, type WordEdit } from "./read-clauses.ts"
import type { PlaceText } from "./read-places.ts"

export type ProblemReason = "unreadable" | "words-not-found" | "found-twice" | "overlapping" | "unit-missing" | "unit-ambiguous" | "address-taken" | "text-missing" | "text-unexpected" | "empty"

export interface AmendmentProblem {
  reason: ProblemReason
  /** Line of the sentence in the text as given, from 1. */
  line: number
  sentence: string
  /** Where it points: 第三条第二項; "" where it points nowhere. */
  place: string
  /** One sentence for whoever typed it. */
  message: string
}

export interface Applied {
  /** The text as amended; the text before where there are problems. */
  provisions: Provision[]
  /** Empty where every sentence was carried out. */
  problems: AmendmentProblem[]
  /** 題名 where a sentence changes it. */
  title: string | undefined
  /** What a person should see though nothing is wrong: lines passed over, words found more than once. */
  remarks: string[]
}

/** Carries out a 改め文, written by Hagi or by people. All or nothing: with one problem nothing is changed, and every problem comes back. */
export function applyAmendingText(before: readonly Provision[], text: string): Applied {
  const { instructions, skipped, unclosed } = readAmendment(text)
  const amendment = new Amendment(before)
  const problems: AmendmentProblem[] = unclosed.map(({ line, sentence }) => ({ reason: "unreadable", line, sentence: short(sentence), place: "", message: `${line}行目「${short(sentence)}」: かぎ括弧の対応が取れないか、文の終わりの「。」がありません。` }))
  if (instructions.length === 0 && unclosed.length === 0) {
    problems.push({ reason: "empty", line: 1, sentence: "", place: "", message: "改正の文が見つかりません。「第三条中「Ａ」を「Ｂ」に改める。」のような文が必要です。" })
  }
  for (const instruction of instructions) {
    try {
      amendment.carryOut(instruction)
    } catch (error) {
      if (!(error instanceof Stuck) && !(error instanceof UnreadableSentence)) throw error
      const { reason, place } = error instanceof Stuck ? error : { reason: "unreadable" as const, place: "" }
      problems.push({ reason, line: instruction.line, sentence: short(instruction.sentence), place, message: `${instruction.line}行目「${short(instruction.sentence)}」: ${error.message}${error.message.endsWith("。") ? "" : "。"}` })
    }
  }
  problems.sort((one, other) => one.line - other.line)
  const remarks = [...amendment.remarks, ...skipped.map(({ line, text }) => `${line}行目「${short(text)}」は改正の文ではないため読み飛ばしました。`)]
  if (problems.length > 0) return { provisions: [...before], problems, title: undefined, remarks }
  return { provisions: amendment.provisions(), problems, title: amendment.title, remarks }
}

function short(text: string): string {
  const line = text.replaceAll("\n", "／").trim()
  return line.length > 50 ? `${line.slice(0, 49)}…` : line
}

class Stuck extends Error {
  override name = "Stuck"
  readonly reason: ProblemReason
  readonly place: string
  constructor(reason: ProblemReason, place: string, message: string) {
    super(message)
    this.reason = reason
    this.place = place
  }
}

/** A place found: the provision, then as far down as was named. */
interface Found {
  node: Node
  paragraph: Unit | undefined
  /** 号 and what is below it, outermost first. */
  items: Unit[]
  /** As called in messages. */
  name: string
}

class Amendment {
  title: string | undefined
  readonly remarks: string[] = []
  #nodes: Node[]
  /** Heads of the 附則 by their addresses, as they stood at first: 「三番目のもの」 stays the third. */
  #supplementaries = new Map<string, string>()
  #last: Found | undefined
  /** What 「第三条中」 holds while its sentence lasts. */
  #context: Found | undefined

  constructor(before: readonly Provision[]) {
    this.#nodes = before.map(nodeOf)
    for (const { part, address, headings } of before) {
      if (part === "supplementary") this.#supplementaries.set(address.split("/")[0]!, headings[0] ?? "")
    }
  }

  provisions(): Provision[] {
    return this.#nodes.map(provisionOf)
  }

  carryOut({ sentence, block }: Instruction): void {
    this.#context = undefined
    const clauses = merged(readClauses(sentence))
    const wantsText = clauses.at(-1)!
    const expects = wantsText.kind === "rewrite" || wantsText.kind === "add" || (wantsText.kind === "title" && wantsText.text === undefined)
    if (!expects && block.length > 0) throw new Stuck("text-unexpected", "", `この文の後の「${short(block[0]!)}」が、改正の文としても加える条文としても読めません`)
    if (expects && block.length === 0) throw new Stuck("text-missing", "", "この文の次の行に、加える条文がありません")
    for (const [at, clause] of clauses.entries()) this.#carryOut(clause, at === clauses.length - 1 ? block : [])
  }

  #carryOut(clause: Clause, block: readonly string[]): void {
    switch (clause.kind) {
      case "context":
        this.#context = this.#find(clause.place)
        return
      case "title":
        this.title = clause.text ?? block.map((line) => line.trim()).join("")
        return
      case "words":
        return this.#words(clause.place ?? [], clause.edits)
      case "rewrite":
        return this.#rewrite(clause.places, block)
      case "replace":
        return this.#replace(clause.place, clause.text)
      case "caption": {
        const { node, name } = this.#find(clause.place)
        if (node.provision.caption !== "") throw new Stuck("address-taken", name, `${name}には既に見出し「${node.provision.caption}」があります`)
        node.provision.caption = withoutBrackets(clause.text)
        return
      }
      case "delete":
        for (const place of clause.places) this.#delete(place)
        return
      case "become":
        return this.#move(clause.from, clause.to)
      case "shift":
        return this.#shift(clause.from, clause.to, clause.by)
      case "add":
        return this.#add(clause, block)
    }
  }

  // Words

  #words(places: readonly PlaceText[], edits: readonly WordEdit[]): void {
    const targets = places.flatMap((place) => this.#findAll(place).map((found) => ({ found, ...this.#slots(found, place) })))
    const name = places.length === 1 && targets.length === 1 ? targets[0]!.found.name : places.map(({ text }) => text).join("、")
    for (const edit of edits.filter(quotesLines)) {
      const problem = editLines(targets.flatMap(({ found }) => lineListsOf(found.node)), edit, name)
      if (problem) throw new Stuck(problem.reason, name, problem.message)
    }
    const rest = edits.filter((edit) => !quotesLines(edit))
    if (rest.length === 0) return
    // Of several places named together each is amended by the words it holds; words that none holds are missing.
    const holds = ({ own }: { own: Slot[] }, { quote }: WordEdit) => own.some(({ get }) => get().includes(quote))
    const missing = rest.filter((edit) => !targets.some((target) => holds(target, edit)))
    if (missing.length > 0) {
      const { problems } = editWords([], missing, name)
      throw new Stuck("words-not-found", name, problems.map(({ message }) => message).join(""))
    }
    const repeats = new Map<string, number>()
    for (const target of targets) {
      const { problems, repeated } = editWords(target.own, rest.filter((edit) => holds(target, edit)), target.found.name)
      if (problems.length > 0) throw new Stuck(problems[0]!.reason, target.found.name, problems.map(({ message }) => message).join(""))
      for (const { quote, count } of repeated) repeats.set(quote, (repeats.get(quote) ?? 0) + count)
      target.done()
    }
    for (const [quote, count] of repeats) this.remarks.push(`${name}の「${quote}」は${count}か所あり、すべて改めました。`)
  }

  #slots({ node, paragraph, items, name }: Found, place: PlaceText): { own: Slot[]; done: () => void } {
    const nothing = () => {}
    const unit = items.at(-1) ?? paragraph
    const caption: Slot = { get: () => node.provision.caption, set: (text) => void (node.provision.caption = text) }
    if (place.part === "見出し") return { own: [bracketed(caption)], done: nothing }
    const only = unit ?? (node.units?.length === 1 ? node.units[0] : undefined)
    if (place.part === "柱書") return { own: slotsOfUnit(this.#one(only, name), false), done: nothing }
    if (place.part === "各号") return { own: this.#one(only, name).items.flatMap((item) => slotsOfUnit(item, true)), done: nothing }
    if (place.part === "表") {
      const tails = unit ? [unit.tail] : (node.units ?? []).map(({ tail }) => tail)
      const own = tails.flatMap((tail) => slotsOfLines(tail)).filter(({ get }) => get().startsWith("|"))
      if (own.length === 0) throw new Stuck("unit-missing", name, `${name}に表がありません`)
      return { own, done: nothing }
    }
    if (place.part !== undefined) {
      const target = this.#one(only, name)
      const part = partIn(target.lead, place.part)
      if (part === undefined) throw new Stuck("unit-missing", name, `${name}に${place.part}がありません`)
      let text = part.text
      return { own: [{ get: () => text, set: (changed) => void (text = changed) }], done: () => void (target.lead = part.before + text + part.after) }
    }
    const own = unit ? slotsOfUnit(unit, true) : slotsOfNode(node)
    return { own: place.withCaption ? [bracketed(caption), ...own] : own, done: nothing }
  }

  #one(unit: Unit | undefined, name: string): Unit {
    if (!unit) throw new Stuck("unit-ambiguous", name, `${name}には項が二つ以上あります。第何項かを書いてください`)
    return unit
  }

  // Whole units

  #rewrite(places: readonly PlaceText[], block: readonly string[]): void {
    const all = places.flatMap((place) => this.#findAll(place).map((found) => ({ found, place })))
    const { found, place } = all[0]!
    if (place.part === "前の章名" || place.part === "章名") return renameHeading(this.#nodes, found.node, place, block.map((line) => line.trim()).join(""))
    if (place.part === "見出し") return void (found.node.provision.caption = withoutBrackets(block.map((line) => line.trim()).join("")))
    const target = found.items.at(-1) ?? found.paragraph
    if (place.part !== undefined) {
      const unit = this.#one(target ?? (found.node.units?.length === 1 ? found.node.units[0] : undefined), found.name)
      if (place.part === "表") return this.#replaceTable(unit, block, found.name)
      const text = houseLines(block, "text").join("")
      if (place.part === "柱書") return void (unit.lead = text)
      if (place.part === "各号") return void (unit.items = unitsOfBlock(block, "号"))
      const part = partIn(unit.lead, place.part)
      if (!part) throw new Stuck("unit-missing", found.name, `${found.name}に${place.part}がありません`)
      unit.lead = part.before + text + part.after
      return
    }
    if (target) return this.#rewriteUnits(all.map(({ found }) => found), block)
    this.#rewriteProvisions(all.map(({ found }) => found.node), block)
  }

  #rewriteUnits(found: readonly Found[], block: readonly string[]): void {
    const kind = found[0]!.items.length > 0 ? "号" : "項"
    const units = unitsOfBlock(block, kind)
    if (units.length !== found.length) throw new Stuck("text-unexpected", found[0]!.name, `改める${kind}は${found.length}つですが、次の行からの条文には${units.length}つあります`)
    for (const [at, one] of found.entries()) {
      const target = one.items.at(-1) ?? one.paragraph!
      const unit = units[at]!
      if (unit.label !== "" && unit.label !== target.label && numberOfUnit(unit, kind)?.join() !== numberOfUnit(target, kind)?.join()) {
        throw new Stuck("text-unexpected", one.name, `${one.name}を改める条文の番号が「${unit.label}」になっています`)
      }
      Object.assign(target, { label: unit.label === "" ? target.label : unit.label, lead: unit.lead, tail: unit.tail, items: unit.items })
    }
  }

  #rewriteProvisions(nodes: readonly Node[], block: readonly string[]): void {
    const name = nodes[0]!.provision.no
    const [only] = nodes as [Node]
    if (only.provision.address === "toc") {
      // Its lines name chapters and 附則, and are none.
      const lines = block.map((line) => line.replace(/^[ 　]+/, ""))
      Object.assign(only, nodeOf({ ...only.provision, text: (lines[0] === "目次" ? lines.slice(1) : lines).join("\n") }))
      return
    }
    const provisions = provisionsOfBlock(block)
    if (!provisions && nodes.length === 1 && !isArticleNode(only)) {
      // 別表第一を次のように改める。 without its name: the rows alone.
      Object.assign(only, nodeOf({ ...only.provision, text: houseLines(block, only.provision.part === "supplementary" || only.provision.part === "preamble" ? "項" : "text").join("\n") }))
      return
    }
    if (!provisions || provisions.length !== nodes.length) throw new Stuck("text-unexpected", name, `${name}を改める条文が、次の行から「${name}　…」の形で始まっていません`)
    for (const [at, node] of nodes.entries()) {
      const { no, caption, text } = provisions[at]!
      if (nameKey(no) !== nameKey(bareName(node.provision.no))) throw new Stuck("text-unexpected", node.provision.no, `${node.provision.no}を改める条文の番号が「${no}」になっています`)
      Object.assign(node, nodeOf({ ...node.provision, caption, text }))
    }
  }

  #replaceTable(unit: Unit, block: readonly string[], name: string): void {
    const first = unit.tail.findIndex((line) => line.startsWith("|"))
    if (first < 0) throw new Stuck("unit-missing", name, `${name}に表がありません`)
    const last = unit.tail.findLastIndex((line) => line.startsWith("|"))
    unit.tail.splice(first, last - first + 1, ...houseLines(block, "text"))
  }

  #replace(place: PlaceText, text: string): void {
    const found = this.#find(place)
    if (place.part === "見出し") return void (found.node.provision.caption = withoutBrackets(text))
    if (place.part === "前の章名" || place.part === "章名") return renameHeading(this.#nodes, found.node, place, text)
    const unit = this.#one(found.items.at(-1) ?? found.paragraph ?? (found.node.units?.length === 1 ? found.node.units[0] : undefined), found.name)
    if (place.part === undefined || place.part === "柱書") unit.lead = text
    else {
      const part = partIn(unit.lead, place.part)
      if (!part) throw new Stuck("unit-missing", found.name, `${found.name}に${place.part}がありません`)
      unit.lead = part.before + text + part.after
    }
  }

  #delete(place: PlaceText): void {
    for (const found of this.#findAll(place)) {
      const { node, paragraph, items, name } = found
      if (place.part === "見出し") {
        node.provision.caption = ""
        continue
      }
      if (place.part === "前の章名" || place.part === "章名") {
        deleteHeading(this.#nodes, node, place)
        continue
      }
      const unit = items.at(-1) ?? paragraph
      if (place.part !== undefined) {
        const target = this.#one(unit ?? (node.units?.length === 1 ? node.units[0] : undefined), name)
        if (place.part === "各号") target.items = []
        else if (place.part === "表") {
          if (!target.tail.some((line) => line.startsWith("|"))) throw new Stuck("unit-missing", name, `${name}に表がありません`)
          target.tail = target.tail.filter((line) => !line.startsWith("|"))
        } else {
          const part = partIn(target.lead, place.part)
          if (!part) throw new Stuck("unit-missing", name, `${name}に${place.part}がありません`)
          target.lead = part.before + part.after
        }
        continue
      }
      if (!unit) this.#nodes.splice(this.#nodes.indexOf(node), 1)
      else {
        const siblings = items.length > 1 ? items.at(-2)!.items : items.length === 1 ? paragraph!.items : node.units!
        siblings.splice(siblings.indexOf(unit), 1)
      }
      // What is gone can no longer be 「同号」; what held it can.
      this.#last = items.length > 0 ? { ...found, items: items.slice(0, -1) } : paragraph ? { ...found, paragraph: undefined, items: [] } : undefined
    }
  }

  // Numbers

  #move(from: PlaceText, to: PlaceText): void {
    const found = this.#find(from)
    const { node, paragraph, items, name } = found
    const item = items.at(-1)
    if (item) {
      const siblings = items.length > 1 ? items.at(-2)!.items : paragraph!.items
      const label = to.below.at(-1) ?? (Array.isArray(to.item) ? signLike(item.label, to.item) : undefined)
      if (label === undefined) throw new Stuck("unreadable", name, `${name}を何号とするのかが読めません`)
      if (siblings.some((one) => one !== item && one.label === label)) throw new Stuck("address-taken", name, `${name}の移る先の${to.text}が、まだ使われています`)
      item.label = label
      inOrder(siblings, item, (one) => numberOfUnit(one, "号"))
      this.#last = found
      return
    }
    const asParagraph = to.paragraph !== undefined && to.paragraph !== "again" ? to.paragraph : undefined
    if (paragraph || (asParagraph && node.units?.length === 1)) {
      const unit = paragraph ?? node.units![0]!
      const number = asParagraph ?? [1]
      const siblings = node.units!
      if (siblings.some((one) => one !== unit && numberOfUnit(one, "項")?.join() === number.join())) throw new Stuck("address-taken", name, `${name}の移る先の${to.text}が、まだ使われています`)
      unit.label = this.#paragraphLabel(node, unit, number)
      inOrder(siblings, unit, (one) => numberOfUnit(one, "項"))
      this.#last = { ...found, paragraph: unit }
      return
    }
    const number = to.provision?.kind === "article" ? to.provision.number : to.provision?.kind === "named" ? (numbersIn(to.provision.name) ?? [1]) : undefined
    if (!number) throw new Stuck("unreadable", name, `${name}を何とするのかが読めません`)
    const taken = this.#nodes.find((one) => one !== node && isSibling(one, node) && numberOf(one.provision.address).join() === number.join())
    if (taken) throw new Stuck("address-taken", name, `${name}の移る先の${to.text}が、まだ使われています`)
    renumber(node, number)
    this.#last = found
  }

  #shift(from: PlaceText, to: PlaceText, by: number): void {
    const moved = this.#findAll({ ...from, until: to })
    // From behind when numbers grow, from the front when they shrink: nothing is in the way but what does not move.
    const ordered = by > 0 ? moved.toReversed() : moved
    for (const found of ordered) {
      const item = found.items.at(-1)
      const old = item ? numberOfUnit(item, "号") : found.paragraph ? numberOfUnit(found.paragraph, "項") : numberOf(found.node.provision.address)
      if (!old) throw new Stuck("unreadable", found.name, `${found.name}の番号が読めません`)
      const number = [old[0]! + by, ...old.slice(1)]
      const place: PlaceText = { ...to, text: `${writeBranched(number, "kanji")}${item ? "号" : found.paragraph ? "項" : "条"}`, until: undefined }
      this.#last = found
      this.#moveFound(found, number, place.text)
    }
  }

  #moveFound(found: Found, number: Branched, text: string): void {
    const { node, paragraph, items, name } = found
    const item = items.at(-1)
    const taken = (one: boolean) => {
      if (one) throw new Stuck("address-taken", name, `${name}の移る先の第${text}が、まだ使われています`)
    }
    if (item) {
      const siblings = items.length > 1 ? items.at(-2)!.items : paragraph!.items
      taken(siblings.some((one) => one !== item && numberOfUnit(one, "号")?.join() === number.join()))
      item.label = signLike(item.label, number)
    } else if (paragraph) {
      taken(node.units!.some((one) => one !== paragraph && numberOfUnit(one, "項")?.join() === number.join()))
      paragraph.label = this.#paragraphLabel(node, paragraph, number)
    } else {
      taken(this.#nodes.some((one) => one !== node && isSibling(one, node) && numberOf(one.provision.address).join() === number.join()))
      renumber(node, number)
    }
  }

  /** ２ or ②: as the other 項 of the article, or as those of the ordinance. The first bears none. */
  #paragraphLabel(node: Node, unit: Unit, number: Branched): string {
    const others = [unit, ...node.units!, ...this.#nodes.flatMap(({ units }) => units?.slice(1) ?? [])]
    if (number[0] === 1 && number.length === 1 && (unit.label === "" || !this.#nodes.some(({ units }) => (units?.length ?? 0) > 1 && units![0]!.label !== "" && readSign(units![0]!.label)?.value?.[0] === 1))) return ""
    return signLike(others.find(({ label }) => label !== "")?.label ?? "２", number)
  }

  // Additions

  #add({ anchor, where, what, first }: Extract<Clause, { kind: "add" }>, block: readonly string[]): void {
    if (what === "見出し") {
      const found = this.#find(anchor)
      attachHeading(this.#nodes, found.node, block.map((line) => line.trim()).join(""))
      return
    }
    if ((anchor.provision?.kind === "main" && !isWithoutArticles(this.#nodes)) || (what !== "項" && what !== "号" && where !== "in") || what === "条") {
      const reaches = anchor.paragraph === undefined && anchor.item === undefined && anchor.below.length === 0
      if (reaches && (what === "条" || this.#context === undefined)) return this.#addProvisions(anchor, where, block)
    }
    const found = this.#find(anchor)
    const unit = found.items.at(-1) ?? found.paragraph ?? (found.node.units?.length === 1 ? found.node.units[0] : undefined)
    if (what === "項") return this.#addParagraphs(found, where, first, block)
    if (what === "ただし書" || what === "後段") {
      const target = this.#one(unit, found.name)
      if (partIn(target.lead, what)) throw new Stuck("address-taken", found.name, `${found.name}には既に${what}があります`)
      target.lead += houseLines(block, "text").join("")
      return
    }
    if (what === "表") {
      this.#one(unit, found.name).tail.push(...houseLines(block, "text"))
      return
    }
    if (!found.node.units) return void found.node.lines.push(...houseLines(block, "text"))
    if (anchor.part === "表") {
      const { tail } = this.#one(unit, found.name)
      tail.splice(tail.findLastIndex((line) => line.startsWith("|")) + 1, 0, ...houseLines(block, "text"))
      return
    }
    this.#addItems(found, unit, where, first, block)
  }

  #addParagraphs(found: Found, where: "after" | "before" | "in", first: PlaceText | undefined, block: readonly string[]): void {
    const { node, name } = found
    if (!node.units) throw new Stuck("unit-missing", name, `${name}は項に分けられません`)
    const siblings = node.units
    const added = unitsOfBlock(block, "項")
    const anchor = found.paragraph ?? (where === "in" ? undefined : siblings.length === 1 ? siblings[0] : undefined)
    if (where !== "in" && !anchor) throw new Stuck("unit-ambiguous", name, `${name}のどの項の次かが書かれていません`)
    const at = where === "after" ? siblings.indexOf(anchor!) + 1 : where === "before" ? siblings.indexOf(anchor!) : first?.paragraph && first.paragraph !== "again" && first.paragraph[0] === 1 ? 0 : siblings.length
    const previous = siblings[at - 1]
    for (const [nth, unit] of added.entries()) {
      if (unit.label === "" && at + nth > 0) {
        const number = (previous ? (numberOfUnit(previous, "項")?.[0] ?? 1) : 0) + nth + 1
        unit.label = this.#paragraphLabel(node, previous ?? unit, [number])
      }
      const number = numberOfUnit(unit, "項")
      if (siblings.some((one) => numberOfUnit(one, "項")?.join() === number?.join())) throw new Stuck("address-taken", name, `${name}には既に第${writeBranched(number ?? [1], "kanji")}項があります`)
    }
    siblings.splice(at, 0, ...added)
    this.#last = { ...found, paragraph: undefined, items: [] }
  }

  #addItems(found: Found, unit: Unit | undefined, where: "after" | "before" | "in", first: PlaceText | undefined, block: readonly string[]): void {
    const { name, items, paragraph, node } = found
    const added = unitsOfBlock(block, "号")
    if (added.length === 0) throw new Stuck("text-unexpected", name, `${name}に加える条文に号の番号がありません`)
    const anchor = where === "in" ? undefined : items.at(-1)
    if (where !== "in" && !anchor) throw new Stuck("unit-missing", name, `${name}は号ではありません`)
    const siblings = anchor ? (items.length > 1 ? items.at(-2)!.items : (paragraph ?? node.units![0]!).items) : this.#one(unit, name).items
    const at = where === "after" ? siblings.indexOf(anchor!) + 1 : where === "before" ? siblings.indexOf(anchor!) : first ? 0 : siblings.length
    for (const one of added) {
      if (siblings.some(({ label }) => label === one.label)) throw new Stuck("address-taken", name, `${name}の所には既に「${one.label}」の号があります`)
    }
    siblings.splice(at, 0, ...added)
    this.#last = anchor ? { ...found, items: items.slice(0, -1) } : found
  }

  #addProvisions(anchor: PlaceText, where: "after" | "before" | "in", block: readonly string[]): void {
    const provisions = provisionsOfBlock(block)
    if (!provisions) throw new Stuck("text-unexpected", anchor.text, "加える条文が「第○条　…」又は「別表…」の形で始まっていません")
    const main = anchor.provision?.kind === "main"
    const found = main ? undefined : this.#find(anchor)
    const lastMain = this.#nodes.findLastIndex(({ provision }) => provision.part === "main" || provision.part === "preamble")
    const at = found ? this.#nodes.indexOf(found.node) + (where === "before" ? 0 : 1) : lastMain + 1
    const beside = found?.node ?? this.#nodes[lastMain]
    const added = provisions.map((one) => this.#placed(one, beside))
    for (const { provision } of added) {
      if (this.#nodes.some((one) => one.provision.address === provision.address)) throw new Stuck("address-taken", provision.no, `${provision.no}が既にあります`)
    }
    this.#nodes.splice(at, 0, ...added)
    this.#last = undefined
  }

  #placed({ no, caption, text }: { no: string; caption: string; text: string }, beside: Node | undefined): Node {
    const article = /^第[^条号]+条/.test(no)
    if (article) {
      const series = beside?.provision.address.includes("/") ? `${beside.provision.address.split("/")[0]}/` : ""
      const numbers = numbersIn(no)!
      const part = series ? "supplementary" : "main"
      const printed = series && beside!.provision.no.startsWith("附則") ? `附則${no}` : no
      return nodeOf({ part, address: series + numbers.join("-"), no: printed, caption, headings: beside && beside.provision.part === part ? beside.provision.headings : [], text })
    }
    const part = no.startsWith("附") ? "supplementary" : no.startsWith("別表") ? "table" : "form"
    const next = 1 + Math.max(0, ...this.#nodes.filter(({ provision }) => provision.part === part).map(({ provision }) => numberOf(provision.address.split("/")[0]!)[0] ?? 0))
    const numbers = part === "supplementary" ? [next] : (numbersIn(no) ?? [])
    return nodeOf({ part, address: `${part[0]}${numbers.join("-")}`, no, caption, headings: [], text })
  }

  // Finding

  #findAll(place: PlaceText): Found[] {
    if (place.provision?.kind === "main" && !isWithoutArticles(this.#nodes)) {
      return this.#nodes.filter(({ provision }) => provision.part === "main").map((node) => ({ node, paragraph: undefined, items: [], name: "本則" }))
    }
    // 第五条から第七条まで, all 削除, are one provision under that name.
    const named = place.until && this.#nodes.find(({ provision }) => nameKey(provision.no) === nameKey(place.text))
    if (named) return [(this.#last = { node: named, paragraph: undefined, items: [], name: place.text })]
    const first = this.#find({ ...place, until: undefined })
    if (!place.until) return [first]
    const last = this.#find(place.until, { ...first, items: first.items.slice(0, -1), paragraph: first.items.length > 0 ? first.paragraph : undefined })
    const { items, paragraph, node } = first
    if (items.length > 0) {
      const siblings = items.length > 1 ? items.at(-2)!.items : paragraph!.items
      const range = siblings.slice(siblings.indexOf(items.at(-1)!), siblings.indexOf(last.items.at(-1)!) + 1)
      return range.map((one) => ({ ...first, items: [...items.slice(0, -1), one] }))
    }
    if (paragraph) return node.units!.slice(node.units!.indexOf(paragraph), node.units!.indexOf(last.paragraph!) + 1).map((one) => ({ ...first, paragraph: one }))
    return this.#nodes.slice(this.#nodes.indexOf(node), this.#nodes.indexOf(last.node) + 1).map((one) => ({ ...first, node: one, name: one.provision.no }))
  }

  #find(place: PlaceText, beside?: Found): Found {
    const last = this.#last
    const within = beside ?? this.#context
    const base = within ?? last
    let node: Node
    let paragraph: Unit | undefined
    const missing = (what: string): never => {
      throw new Stuck("unit-missing", place.text, `${what}がありません`)
    }
    if (place.provision === undefined || place.provision.kind === "again") {
      if (!base && !last) throw new Stuck("unreadable", place.text, `「${place.text}」がどの条を指すのか分かりません`)
      // 同条 is what was named last; a bare 第三号 is within 「第三条中」.
      node = (place.provision || place.paragraph === "again" || place.item === "again" ? (last ?? base) : (base ?? last))!.node
    } else node = this.#provision(place) ?? missing(place.text)
    if (!this.#nodes.includes(node)) missing(`「${place.text}」の指す条`)
    const called = node.provision.no
    const numbered = place.paragraph
    if (numbered === "again") paragraph = last?.paragraph ?? missing(`「${place.text}」の指す項`)
    else if (numbered) {
      paragraph = node.units?.find((unit) => numberOfUnit(unit, "項")?.join() === numbered.join()) ?? missing(`${called}に第${writeBranched(numbered, "kanji")}項`)
    } else if (place.provision === undefined && (place.item !== undefined || place.below.length > 0)) {
      paragraph = place.item === "again" || (place.item === undefined && place.below.length > 0) ? (within?.paragraph ?? last?.paragraph) : base!.paragraph
    }
    const items: Unit[] = []
    const goesBelow = place.item !== undefined || place.below.length > 0
    if (goesBelow) {
      paragraph ??= node.units?.length === 1 ? node.units[0] : undefined
      if (!paragraph) throw new Stuck(node.units ? "unit-ambiguous" : "unit-missing", place.text, node.units ? `${called}には項が二つ以上あります。第何項の号かを書いてください` : `${called}に号がありません`)
      const wanted = place.item
      const kept = within && place.item === undefined && place.below.length > 0 && place.provision === undefined ? within.items : undefined
      if (wanted === "again") items.push(...(last && last.items.length > 0 ? [last.items[0]!] : missing(`「${place.text}」の指す号`)))
      else if (wanted) items.push(paragraph.items.find((unit) => numberOfUnit(unit, "号")?.join() === wanted.join()) ?? missing(`${called}${paragraph.label === "" ? "" : `第${paragraph.label}項`}に第${writeBranched(wanted, "kanji")}号`))
      else if (kept) items.push(...kept)
      else if (place.provision === undefined && place.paragraph === undefined && last && last.items.length > 0) items.push(...this.#holder(last, place.below[0]!))
      for (const sign of place.below) {
        const list: Unit[] = (items.at(-1) ?? paragraph).items
        items.push(list.find(({ label }) => signKey(label) === signKey(sign)) ?? missing(`${place.text}の「${sign}」`))
      }
    }
    const name = place.provision === undefined || place.provision.kind === "again" || place.paragraph === "again" || place.item === "again" ? `${called}${paragraph && (node.units?.length ?? 0) > 1 ? `第${paragraph.label || "１"}項` : ""}${items.map(({ label }) => (/^[〇一二三四五六七八九十百千]+$|^[０-９0-9]+$/.test(label) ? `第${label}号` : label)).join("")}` : place.text
    const found: Found = { node, paragraph, items, name }
    // 「第一条第一項中第二号を削り、同条第二項第一号及び第二号を…」: whoever names another 項 has left what 中 held.
    if (this.#context && (node !== this.#context.node || (this.#context.paragraph && paragraph && paragraph !== this.#context.paragraph))) this.#context = undefined
    if (!beside) this.#last = found
    return found
  }

  /** A bare ロ after イ is beside it; after its 号 it is below. */
  #holder(last: Found, sign: string): Unit[] {
    const deepest = last.items.at(-1)!
    return deepest.items.some(({ label }) => signKey(label) === signKey(sign)) ? last.items : last.items.slice(0, -1)
  }

  /** The head of a 附則 by how it is called: the first by its name alone, the others by what their heading says or their place. */
  #supplementary(name: string): string | undefined {
    const heads = [...this.#supplementaries]
    const nth = /^附則（(.+)番目のもの）$/.exec(name)
    if (name === "附則") return heads[0]?.[0]
    if (nth) return heads[(readSign(nth[1]!)?.value?.[0] ?? 0) - 1]?.[0]
    return heads.find(([, heading]) => nameKey(heading) === nameKey(name))?.[0]
  }

  #provision(place: PlaceText): Node | undefined {
    const wanted = place.provision!
    if (wanted.kind === "article") {
      const head = wanted.supplementary === undefined ? undefined : this.#supplementary(wanted.supplementary)
      if (wanted.supplementary !== undefined && !head) return undefined
      const address = `${head ? `${head}/` : ""}${wanted.number.join("-")}${place.nth > 1 ? `~${place.nth}` : ""}`
      const within = this.#last?.node.provision.address
      return this.#nodes.find(({ provision }) => provision.address === address) ?? (within?.includes("/") ? this.#nodes.find(({ provision }) => provision.address === `${within.split("/")[0]}/${address}`) : undefined)
    }
    if (wanted.kind === "supplementary") {
      const head = this.#supplementary(wanted.name)
      return this.#nodes.find(({ provision }) => provision.address === head) ?? this.#nodes.findLast(({ provision }) => provision.address.startsWith(`${head}/`))
    }
    if (wanted.kind === "main") return this.#nodes.find(({ provision }) => provision.part === "main" && provision.no === "")
    if (wanted.kind === "preamble") return this.#nodes.find(({ provision }) => provision.part === "preamble" && provision.address !== "toc")
    if (wanted.kind === "named") return this.#nodes.find(({ provision }) => nameKey(provision.no) === nameKey(wanted.name) && provision.part !== "main" && provision.address.endsWith(place.nth > 1 ? `~${place.nth}` : ""))
    if (wanted.kind === "heading") {
      return this.#nodes.find(({ provision }) => provision.headings.some((text) => nameKey(text).startsWith(nameKey(`第${wanted.number}${wanted.level}`))))
    }
    return undefined
  }
}

/** Where a text has no articles 本則 is one provision. */
function isWithoutArticles(nodes: readonly Node[]): boolean {
  return nodes.some(({ provision }) => provision.part === "main" && provision.no === "")
}

function merged(clauses: readonly Clause[]): Clause[] {
  const result: Clause[] = []
  for (const clause of clauses) {
    const last = result.at(-1)
    if (clause.kind === "words" && clause.place === undefined) {
      if (last?.kind !== "words") throw new UnreadableSentence("どの条の字句を改めるのかが書かれていません")
      last.edits.push(...clause.edits)
    } else result.push(clause)
  }
  return result
}

function isSibling(one: Node, other: Node): boolean {
  const series = ({ provision: { part, address } }: Node) => `${part} ${address.includes("/") ? address.split("/")[0] : ""}`
  return series(one) === series(other)
}

/** Where a number puts a unit among the others: it keeps its place unless it jumps. */
function inOrder(siblings: Unit[], unit: Unit, number: (one: Unit) => Branched | undefined): void {
  const own = number(unit)
  // イ, ロ: the order is the writer's.
  if (!own) return
  siblings.splice(siblings.indexOf(unit), 1)
  const at = siblings.findIndex((one) => isAfter(number(one) ?? [], own))
  siblings.splice(at < 0 ? siblings.length : at, 0, unit)
}

function isAfter(one: Branched, other: Branched): boolean {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    if ((one[at] ?? -1) !== (other[at] ?? -1)) return (one[at] ?? -1) > (other[at] ?? -1)
  }
  return false
}

function numbersIn(name: string): Branched | undefined {
  const found = /第?([0-9０-９〇一二三四五六七八九十百千]+)[条号]?((?:の[0-9０-９〇一二三四五六七八九十百千]+)*)/.exec(name)
  return found ? [found[1]!, ...found[2]!.split("の").filter((one) => one !== "")].map((one) => readSign(one)!.value![0]!) : undefined
}

/** 附則第三条 as an added text prints it: 第三条. */
function bareName(no: string): string {
  return no.replace(/^附則[ 　]*(?=第)/, "")
}

function signKey(label: string): string {
  return label.normalize("NFKC").replace(/[〇一二三四五六七八九十百千]+/g, (digits) => String(readSign(digits)?.value?.[0] ?? digits))
}

function withoutBrackets(text: string): string {
  return /^[（(].*[）)]$/s.test(text) ? text.slice(1, -1) : text
}

/** A 見出し may be quoted with its brackets and without. */
function bracketed(caption: Slot): Slot {
  return { get: () => `（${caption.get()}）`, set: (text) => caption.set(withoutBrackets(text)) }
}

/** A part of a 柱書 by its name, with what stands round it. */
function partIn(lead: string, part: string): { before: string; text: string; after: string } | undefined {
  const sentences = lead.split(/(?<=。)/)
  const whole: string[] = []
  let depth = 0
  for (const piece of sentences) {
    if (depth > 0) whole[whole.length - 1] += piece
    else whole.push(piece)
    for (const sign of piece) depth += "（「".includes(sign) ? 1 : "）」".includes(sign) ? -1 : 0
    depth = Math.max(0, depth)
  }
  const proviso = whole.findIndex((one) => one.startsWith("ただし、"))
  if (part === "ただし書" || part === "本文") {
    if (proviso <= 0) return undefined
    const [body, rest] = [whole.slice(0, proviso).join(""), whole.slice(proviso).join("")]
    return part === "本文" ? { before: "", text: body, after: rest } : { before: body, text: rest, after: "" }
  }
  if (whole.length < 2 || proviso >= 0) return undefined
  return part === "前段" ? { before: "", text: whole[0]!, after: whole.slice(1).join("") } : { before: whole.slice(0, -1).join(""), text: whole.at(-1)!, after: "" }
}
