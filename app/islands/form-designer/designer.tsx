import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import { addFieldAs, addPage, changeField, removeField, removePage, renameField } from "../../kernel/forms/edit-definition.ts"
import { allFields, fieldsOf, type Field, type FormDefinition } from "../../kernel/forms/form.ts"
import { faultsToOpen } from "../../kernel/forms/form-faults.ts"
import { paths } from "../../kernel/forms/paths.ts"
import type { Conflict } from "./conflict.tsx"
import { Press, Text } from "./controls.tsx"
import { Exchange } from "./exchange.tsx"
import { FieldPanel, patched } from "./field-panel.tsx"
import { began, changed, type Drafting, isUnsaved, kept, redone, taken, undone } from "./history.ts"
import { Outline } from "./outline.tsx"
import { PagePanel } from "./page-panel.tsx"
import { Preview } from "./preview.tsx"
import { openVersion, saveVersion } from "./server.ts"
import { dropped, idOf, type Item, pageOf, placeWords, stepped } from "./steps.ts"

export interface Given {
  id: string
  version: number
  definition: FormDefinition
}

interface Theirs {
  form: FormDefinition
  version: number
  /** Comes when it is needed: few people ever see it. */
  View: typeof Conflict
}

interface Trouble {
  message: string
  signIn?: boolean | undefined
}

/** The designer: outline, settings of what is chosen, and the page as applicants see it, side by side. */
export function Designer({ id, version, definition }: Given) {
  const [it, setIt] = useState<Drafting>(() => began(definition, version))
  const [selected, setSelected] = useState<Item | undefined>(() => (definition.pages[0] ? { what: "page", key: definition.pages[0].key } : undefined))
  const [said, setSaid] = useState("")
  const [trouble, setTrouble] = useState<Trouble>()
  const [theirs, setTheirs] = useState<Theirs>()
  const [isBusy, setBusy] = useState(false)
  const [isOpening, setOpening] = useState(false)
  const focus = useRef<string | undefined>(undefined)
  const root = useRef<HTMLDivElement>(null)
  const form = it.now
  const unsaved = isUnsaved(it)
  const page = pageOf(form, selected) ?? form.pages[0]
  const field = selected?.what === "field" ? allFields(form).find(({ key }) => key === selected.key) : undefined

  useLayoutEffect(() => {
    if (!focus.current) return
    document.getElementById(focus.current)?.focus()
    focus.current = undefined
  })
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [unsaved])

  const change = (next: FormDefinition, words: string, same?: string) => setIt((now) => changed(now, next, words, Date.now(), same))
  const choose = (item: Item) => {
    setSelected(item)
    focus.current = "dz-panel"
  }
  const step = (item: Item, by: -1 | 1) => {
    const next = stepped(form, item, by)
    focus.current = document.activeElement?.id
    if (placeWords(next, item) === placeWords(form, item)) return setSaid(`これより${by < 0 ? "上" : "下"}へは動かせません。`)
    change(next, "並べ替え")
    setSaid(`${placeWords(next, item)}に動きました。`)
  }
  const drop = (item: Item, on: Item, after: boolean) => {
    const next = dropped(form, item, on, after)
    change(next, "並べ替え")
    setSaid(`${placeWords(next, item)}に動きました。`)
  }
  const undo = () => {
    const last = it.past.at(-1)
    setSaid(last ? `元に戻しました（${last.words}）。` : "元に戻す変更がありません。")
    setIt(undone(it))
  }
  const redo = () => {
    const next = it.future[0]
    setSaid(next ? `やり直しました（${next.words}）。` : "やり直す変更がありません。")
    setIt(redone(it))
  }
  const send = async (expected: number): Promise<boolean> => {
    const sent = form
    setBusy(true)
    setTrouble(undefined)
    const answer = await saveVersion(id, sent, expected)
    setBusy(false)
    if (answer.kind === "saved") {
      setIt((now) => kept(now, sent, answer.version))
      setTheirs(undefined)
      setSaid("保存しました。")
      return true
    }
    if (answer.kind === "conflict") {
      await import("./conflict.tsx").then(
        ({ Conflict: View }) => setTheirs({ form: answer.theirs, version: answer.version, View }),
        () => setTrouble({ message: "ほかの人が先に保存しました。違いを見る画面を読み込めません。入力した内容はこの画面に残っています。もう一度保存してください。" }),
      )
    } else setTrouble(answer)
    return false
  }
  const save = () => {
    if (isBusy) return
    if (!unsaved) return setSaid("保存していない変更はありません。")
    void send(it.version)
  }
  const open = async () => {
    setOpening(false)
    if (unsaved && !(await send(it.version))) return
    setBusy(true)
    const answer = await openVersion(id)
    setBusy(false)
    if (answer.kind === "opened") window.location.reload()
    else if (answer.kind === "refused") setTrouble(answer)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase()
    const command = event.ctrlKey || event.metaKey
    // What is typed into the preview is not the form's; its boxes undo by themselves.
    const inPreview = event.target instanceof Element && event.target.closest(".dz-preview") !== null
    const back = inPreview ? undefined : key === "z" ? (event.shiftKey ? redo : undo) : key === "y" ? redo : undefined
    const run = !command ? undefined : key === "s" ? save : back
    if (!run) return
    event.preventDefault()
    run()
  }
  useEffect(() => {
    const place = root.current!
    place.addEventListener("keydown", onKeyDown)
    return () => place.removeEventListener("keydown", onKeyDown)
  })

  const remove = () => {
    if (!selected || selected.what === "section") return
    const name = selected.what === "page" ? page?.title : field?.label
    change(selected.what === "page" ? removePage(form, selected.key) : removeField(form, selected.key), "消す")
    setSaid(`「${name}」を消しました。「元に戻す」で戻せます。`)
    setSelected(selected.what === "field" && page ? { what: "page", key: page.key } : undefined)
    focus.current = "dz-undo"
  }
  const copy = (from: Field) => {
    const section = page!.sections.findIndex(({ fields }) => fields.some(({ key }) => key === from.key))
    const added = addFieldAs(form, page!.key, section, from.kind, `${from.label}の写し`)
    change(changeField(added.form, added.key, (blank) => ({ ...from, key: blank.key, label: blank.label })), "項目を写す")
    choose({ what: "field", key: added.key })
  }
  const faults = faultsToOpen(form)
  return (
    <div class="dz" ref={root}>
      <div class="dz-bar">
        <Press kind="primary" disabled={isBusy || !unsaved} onPress={save}>
          保存する
        </Press>
        <Press id="dz-undo" disabled={it.past.length === 0} onPress={undo}>
          元に戻す
        </Press>
        <Press disabled={it.future.length === 0} onPress={redo}>
          やり直す
        </Press>
        <p class="dz-state">{isBusy ? "保存しています…" : unsaved ? "保存していない変更があります" : "保存してあります"}</p>
        <span class="dz-bar-end">
          <a href={paths.view(id, "plain")}>ボタンだけの画面</a>
          <Press disabled={isBusy || faults.length > 0} onPress={() => setOpening(!isOpening)}>
            この版を公開する
          </Press>
        </span>
      </div>
      <p class="vh" role="status" aria-live="polite">
        {said}
      </p>
      {isOpening && (
        <div class="banner banner-warning">
          <p class="banner-title">公開した版は変えられません</p>
          <p>直すときは、改訂版をつくります。公募の設定で選べるようになります。</p>
          <div class="dz-row-buttons">
            <Press kind="primary" onPress={() => void open()}>
              {unsaved ? "保存して公開する" : "公開する"}
            </Press>
            <Press kind="tertiary" onPress={() => setOpening(false)}>
              やめる
            </Press>
          </div>
        </div>
      )}
      {trouble && (
        <div class="banner banner-danger" role="alert">
          <p class="banner-title">{trouble.message}</p>
          {trouble.signIn && (
            <a href="/sign-in?for=staff" target="_blank" rel="noopener">
              サインインの画面を別のタブで開く
            </a>
          )}
        </div>
      )}
      {theirs && (
        <theirs.View
          mine={form}
          theirs={theirs.form}
          onMine={() => void send(theirs.version)}
          onTheirs={() => {
            setIt(taken(it, theirs.form, theirs.version, Date.now()))
            setTheirs(undefined)
            setSaid("ほかの人の内容にしました。")
          }}
          onLater={() => setTheirs(undefined)}
        />
      )}
      {faults.length > 0 && (
        <details class="banner banner-warning dz-faults">
          <summary>{`公開の前に直すところ（${faults.length}）`}</summary>
          <ul>
            {faults.map((fault) => (
              <li>{fault}</li>
            ))}
          </ul>
        </details>
      )}
      <div class="dz-columns">
        <div class="dz-left">
          <Text label="様式の名称" value={form.title} onText={(title) => change({ ...form, title }, "様式の名称", "title")} error={form.title ? undefined : "様式の名称を入力してください。"} />
          <details class="dz-introduction">
            <summary>はじめの説明</summary>
            <Text label="はじめの説明" hint="最初のページの上に出ます。" rows={5} value={form.introduction ?? ""} onText={(text) => change(patched(form, { introduction: text || undefined }), "はじめの説明", "introduction")} />
          </details>
          <Outline
            form={form}
            selected={selected}
            onSelect={choose}
            onStep={step}
            onDrop={drop}
            onAddPage={(title) => {
              const next = addPage(form, title)
              change(next, "ページを足す")
              setSaid(`ページ「${title}」を足しました。`)
              setSelected({ what: "page", key: next.pages.at(-1)!.key })
              focus.current = "dz-new-page"
            }}
            onAddField={(pageKey, section, kind, label) => {
              const added = addFieldAs(form, pageKey, section, kind, label)
              change(added.form, "項目を足す")
              setSaid(`項目「${label}」を足しました。`)
              setSelected({ what: "field", key: added.key })
              focus.current = "dz-label"
            }}
          />
        </div>
        <section class="dz-panel" aria-labelledby="dz-panel">
          <div class="dz-panel-head">
            <h2 id="dz-panel" tabIndex={-1}>
              {field ? `項目「${field.label}」` : page ? `ページ「${page.title}」` : "設定"}
            </h2>
            {selected && (
              <div class="dz-row-buttons">
                <Press kind="tertiary" onPress={() => document.getElementById(`dz-${idOf(selected)}`)?.focus()}>
                  一覧に戻る
                </Press>
                {field && (
                  <Press kind="tertiary" label={`「${field.label}」を写す`} onPress={() => copy(field)}>
                    写す
                  </Press>
                )}
                <Press kind="tertiary" label={`「${field?.label ?? page?.title}」を消す`} onPress={remove}>
                  消す
                </Press>
              </div>
            )}
          </div>
          {field ? (
            <FieldPanel
              key={field.key}
              form={form}
              field={field}
              onField={(next, same) => change(changeField(form, field.key, () => next), `項目「${field.label}」`, same)}
              onKey={(key) => {
                if (key === field.key || allFields(form).some((other) => other.key === key)) return
                change(renameField(form, field.key, key), "記号")
                setSelected({ what: "field", key })
              }}
            />
          ) : page && selected ? (
            <PagePanel key={page.key} form={form} page={page} onForm={change} />
          ) : (
            <p class="field-hint">左の一覧から、ページか項目を選びます。</p>
          )}
        </section>
        <section class="dz-preview" aria-labelledby="dz-preview">
          <h2 id="dz-preview">申請者に見える画面</h2>
          <Preview form={form} page={page} onPage={(next) => setSelected(fieldsOf(next).some(({ key }) => key === field?.key) ? selected : { what: "page", key: next.key })} />
        </section>
      </div>
      <Exchange
        id={id}
        unsaved={unsaved}
        onImport={(next) => {
          change(next, "取り込み")
          setSelected(next.pages[0] && { what: "page", key: next.pages[0].key })
          setSaid("様式を取り込みました。")
        }}
      />
    </div>
  )
}
