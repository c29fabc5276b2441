import fc from "fast-check"
import { type ComponentChildren, Fragment, h } from "preact"
import { renderToString as byPreact } from "preact-render-to-string"
import { describe, expect, test } from "vitest"
import { visitorShell } from "../http/shell.ts"
import { renderToString } from "./render.ts"

// What a page may be made of: texts, figures, nothing, lists and elements with attributes of every kind.
const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "申請", `"><script>alert('萩')</script>&`, "0"))
const names = fc.constantFrom("class", "id", "href", "aria-label", "aria-hidden", "spellcheck", "checked", "value", "tabindex", "data-row", "viewBox")
const values = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(undefined), fc.constant(null))
const tags = fc.constantFrom("p", "td", "a", "input", "br", "svg", "rect", "textarea-like")
const { node } = fc.letrec<{ node: ComponentChildren; nodes: ComponentChildren[] }>((tie) => ({
  nodes: fc.array(tie("node"), { maxLength: 4 }),
  node: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.constantFrom(null, undefined, true, false),
    fc.record({ type: tags, props: fc.dictionary(names, values, { maxKeys: 4 }), inside: tie("nodes") }).map(({ type, props, inside }) => h(type, props, inside)),
    tie("nodes").map((inside) => h(Fragment, null, inside)),
    tie("nodes").map((inside) => h(({ children }) => h("div", null, children), null, inside)),
    tie("nodes"),
  ),
}))

describe("画面の文字列", () => {
  test("どのような部品の組み合わせでも、Preact の書き方と一字も違わない", () => {
    fc.assert(
      fc.property(node, (one) => {
        expect(renderToString(one)).toBe(byPreact(h(Fragment, null, one)))
      }),
    )
  })

  test("部品は、いま答えている画面のまわりの事実を二つ目の引数で受け取り、次の画面には残らない", () => {
    const Who = (_: object, shell: typeof visitorShell) => <p>{shell.actor.kind === "staff" ? shell.actor.name : "訪問者"}</p>
    const page = (
      <div>
        <Who />
      </div>
    )
    const actor = { kind: "staff", id: "1", name: "佐藤 花", unitId: "u", unitName: "総務課", postTitle: "主事", sessionId: "s", grants: [] } as const
    expect(renderToString(page, { ...visitorShell, actor })).toBe("<div><p>佐藤 花</p></div>")
    expect(renderToString(page, { ...visitorShell, actor: { ...actor, name: "鈴木 一郎" } })).toBe("<div><p>鈴木 一郎</p></div>")
    expect(renderToString(page)).toBe("<div><p>訪問者</p></div>")
  })

  test("JSON の列から来た値は、要素の形をしていても要素にならない", () => {
    const stored = JSON.parse('{"type":"script","props":{"children":"alert(1)"},"constructor":null}') as ComponentChildren
    expect(renderToString(<p>{stored}</p>)).toBe("<p></p>")
  })

  test("要素や属性の名前でないもの、文字で書けない属性は書かない", () => {
    expect(() => renderToString(h("p onclick=alert(1)", null))).toThrow(TypeError)
    expect(() => renderToString(h("p", { 'x"><script': "1" }))).toThrow(TypeError)
    expect(() => renderToString(h("p", { style: { color: "red" } }))).toThrow(TypeError)
  })
})
