import { useEffect, useRef } from "preact/hooks"
import { differenceOf } from "../../kernel/forms/definition-difference.ts"
import type { FormDefinition } from "../../kernel/forms/form.ts"
import { TextDiff } from "../../kernel/ui/text-diff.tsx"
import { Press } from "./controls.tsx"

interface ConflictProps {
  mine: FormDefinition
  theirs: FormDefinition
  onMine: () => void
  onTheirs: () => void
  onLater: () => void
}

/** Somebody else saved first: both forms, part by part, and the person says which is to be. */
export function Conflict({ mine, theirs, onMine, onTheirs, onLater }: ConflictProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const rows = differenceOf(theirs, mine)
  return (
    <section class="banner banner-warning dz-conflict" aria-labelledby="dz-conflict">
      <h2 class="banner-title" id="dz-conflict" tabIndex={-1} ref={heading}>
        ほかの人が先に保存しました
      </h2>
      <p>どちらの内容も失われていません。違うところを確かめて、選んでください。</p>
      {rows.length === 0 ? <p>違うところはありません。</p> : <TextDiff caption={`違うところ（${rows.length}か所）`} before="ほかの人の内容" after="自分の内容" rows={rows} />}
      <div class="dz-row-buttons">
        <Press kind="primary" onPress={onMine}>
          自分の内容で保存する
        </Press>
        <Press onPress={onTheirs}>ほかの人の内容にする（「元に戻す」で自分の内容に戻せます）</Press>
        <Press kind="tertiary" onPress={onLater}>
          あとで決める
        </Press>
      </div>
    </section>
  )
}
