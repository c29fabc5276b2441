import { useState } from "preact/hooks"
import { conditionWords } from "../../kernel/forms/condition-words.ts"
import { allFields, type Condition, type FieldKind, fieldKindWords, type FormDefinition, type FormPage } from "../../kernel/forms/form.ts"
import { Press, Select, Text } from "./controls.tsx"
import { kindWords } from "./field-panel.tsx"
import { idOf, type Item, itemOf } from "./steps.ts"

interface OutlineProps {
  form: FormDefinition
  selected: Item | undefined
  onSelect: (item: Item) => void
  onStep: (item: Item, by: -1 | 1) => void
  onDrop: (item: Item, on: Item, after: boolean) => void
  onAddPage: (title: string) => void
  onAddField: (page: string, section: number, kind: FieldKind, label: string) => void
}

interface Over {
  id: string
  after: boolean
}

/** Pages, their sections and questions, in order: chosen, moved by mouse or by keyboard, added. */
export function Outline(props: OutlineProps) {
  const { form } = props
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<Over>()
  const [title, setTitle] = useState("")
  const drag = { dragged, over, setDragged, setOver }
  const addPage = () => {
    if (!title.trim()) return
    props.onAddPage(title.trim())
    setTitle("")
  }
  return (
    <nav class="dz-outline" aria-label="様式の組み立て">
      <p class="field-hint" id="dz-how">
        つまみ（⠿）を引くか、つまみを選んで矢印キー（↑↓）で並べ替えます。
      </p>
      <ol class="dz-pages">
        {form.pages.map((page, at) => (
          <PageRows key={page.key} {...props} page={page} at={at} drag={drag} />
        ))}
      </ol>
      <form
        class="dz-add"
        onSubmit={(event) => {
          event.preventDefault()
          addPage()
        }}
      >
        <Text label="ページの見出し" id="dz-new-page" value={title} onText={setTitle} />
        <Press onPress={addPage}>ページを足す</Press>
      </form>
    </nav>
  )
}

interface Drag {
  dragged: string | undefined
  over: Over | undefined
  setDragged: (id: string | undefined) => void
  setOver: (over: Over | undefined) => void
}

function PageRows({ page, at, drag, ...props }: OutlineProps & { page: FormPage; at: number; drag: Drag }) {
  const { form } = props
  const named = page.sections.length > 1 || page.sections.some(({ title }) => title)
  const when = (condition: Condition | undefined) => condition && `${conditionWords(allFields(form), condition)}に聞く`
  return (
    <li class="dz-page">
      <Row {...props} drag={drag} item={{ what: "page", key: page.key }} title={`${at + 1}. ${page.title || "（見出しがありません）"}`} note={when(page.when)} />
      {page.sections.map((section, index) => (
        <>
          {named && <SectionRow page={page} at={index} title={section.title ?? `まとまり${index + 1}`} drag={drag} onDrop={props.onDrop} />}
          <ol class="dz-fields">
            {section.fields.map((field) => (
              <li key={field.key}>
                <Row
                  {...props}
                  drag={drag}
                  item={{ what: "field", key: field.key }}
                  title={field.label || "（見出しがありません）"}
                  note={[kindWords(field), when(field.when)].filter(Boolean).join("・")}
                />
              </li>
            ))}
            {section.fields.length === 0 && !named && <li class="dz-none">項目がありません。</li>}
          </ol>
        </>
      ))}
      <AddField {...props} page={page} />
    </li>
  )
}

interface RowProps extends OutlineProps {
  item: Item
  title: string
  note: string | undefined
  drag: Drag
}

function Row({ item, title, note, drag, selected, onSelect, onStep, onDrop }: RowProps) {
  const id = idOf(item)
  const isSelected = selected !== undefined && idOf(selected) === id
  const name = title.replace(/^\d+\. /, "")
  return (
    <div class={`dz-row dz-row-${item.what}${isSelected ? " dz-row-on" : ""}${overClass(drag, id)}`} {...dropping(drag, item, onDrop)}>
      <button
        type="button"
        class="dz-handle"
        id={`dz-handle-${id}`}
        draggable
        aria-label={`「${name}」を並べ替える（矢印キーで動きます）`}
        aria-describedby="dz-how"
        onDragStart={(event) => {
          event.dataTransfer?.setData("text/plain", id)
          if (event.dataTransfer) event.dataTransfer.effectAllowed = "move"
          drag.setDragged(id)
        }}
        onDragEnd={() => {
          drag.setDragged(undefined)
          drag.setOver(undefined)
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return
          event.preventDefault()
          onStep(item, event.key === "ArrowUp" ? -1 : 1)
        }}
      >
        <span aria-hidden="true">⠿</span>
      </button>
      <button type="button" class="dz-choose" id={`dz-${id}`} aria-pressed={isSelected} onClick={() => onSelect(item)}>
        <span class="dz-title">{title}</span>
        {note && <span class="dz-note">{note}</span>}
      </button>
      <span class="dz-movers">
        <button type="button" id={`dz-up-${id}`} aria-label={`「${name}」を上へ`} onClick={() => onStep(item, -1)}>
          <span aria-hidden="true">↑</span>
        </button>
        <button type="button" id={`dz-down-${id}`} aria-label={`「${name}」を下へ`} onClick={() => onStep(item, 1)}>
          <span aria-hidden="true">↓</span>
        </button>
      </span>
    </div>
  )
}

/** A section is named and moved in its page's panel; here questions are dropped into it. */
function SectionRow({ page, at, title, drag, onDrop }: { page: FormPage; at: number; title: string; drag: Drag; onDrop: OutlineProps["onDrop"] }) {
  const item: Item = { what: "section", page: page.key, at }
  return (
    <p class={`dz-section${overClass(drag, idOf(item))}`} {...dropping(drag, item, onDrop)}>
      {title}
    </p>
  )
}

function overClass({ over }: Drag, id: string): string {
  return over?.id === id ? (over.after ? " dz-over-after" : " dz-over-before") : ""
}

function dropping(drag: Drag, on: Item, onDrop: OutlineProps["onDrop"]) {
  const id = idOf(on)
  const afterOf = (event: DragEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    return on.what !== "section" && event.clientY > box.top + box.height / 2
  }
  const moving = drag.dragged === undefined ? undefined : itemOf(drag.dragged)
  const fits = moving && (moving.what === "field" || on.what === "page")
  return {
    onDragOver: (event: DragEvent) => {
      if (!fits) return
      event.preventDefault()
      const after = afterOf(event)
      if (drag.over?.id !== id || drag.over.after !== after) drag.setOver({ id, after })
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      drag.setOver(undefined)
      drag.setDragged(undefined)
      if (moving && fits) onDrop(moving, on, afterOf(event))
    },
  }
}

function AddField({ page, onAddField }: OutlineProps & { page: FormPage }) {
  const [kind, setKind] = useState<FieldKind>("text")
  const [label, setLabel] = useState("")
  const [section, setSection] = useState("")
  const add = () => {
    onAddField(page.key, section === "" ? page.sections.length - 1 : Number(section), kind, label.trim() || fieldKindWords[kind].replace(/（.*）/, ""))
    setLabel("")
  }
  return (
    <details class="dz-add-field">
      <summary>{`「${page.title}」に項目を足す`}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Text label="項目の見出し" value={label} onText={setLabel} />
        <Select label="項目の種類" value={kind} onValue={(value) => setKind(value as FieldKind)} options={Object.entries(fieldKindWords).map(([value, words]) => ({ value, label: words }))} />
        {page.sections.length > 1 && (
          <Select label="まとまり" value={section} onValue={setSection} empty="最後のまとまり" options={page.sections.map(({ title }, index) => ({ value: String(index), label: title ?? `まとまり${index + 1}` }))} />
        )}
        <Press onPress={add}>項目を足す</Press>
      </form>
    </details>
  )
}
