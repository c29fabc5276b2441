import type { Typed } from "../../../kernel/http/index.ts"
import { Page } from "../../../kernel/ui/index.ts"

/** A button without fields was refused: why, and the way back. */
export function RefusedPage({ title, back, typed }: { title: string; back: string; typed: Typed }) {
  return (
    <Page title={title} typed={typed}>
      <p>
        <a href={back}>前のページに戻る</a>
      </p>
    </Page>
  )
}
