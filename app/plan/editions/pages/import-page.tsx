import type { Typed } from "../../../kernel/http/index.ts"
import { Button, FileField, Form, Page, TextAreaField } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"

export function ImportPage({ typed }: { typed?: Typed }) {
  return (
    <Page
      title="計画の文から取り込む"
      typed={typed}
      crumbs={[{ title: "推進プラン", href: paths.home }, { title: "版の一覧", href: paths.editions }, { title: "取り込む" }]}
      lead="概要資料の文字を、目指す姿・方向性・取組に分けます。次の画面で、どの行をどう読んだかを確かめ、直してから下書きにします。"
    >
      <Form action={paths.import} enctype="multipart/form-data">
        <TextAreaField
          name="text"
          label="文章を貼り付ける"
          hint="PDF から取り出したままで構いません。段組みの行が混ざっていても、行の途中で改行されていても読み取ります。"
          rows={14}
          typed={typed}
        />
        <FileField name="file" label="またはテキストファイルを選ぶ" hint="UTF-8、UTF-16、Shift_JIS の .txt（2 MB まで）。両方あるときはファイルを使います。" accept=".txt,text/plain" typed={typed} />
        <Button>読み取る</Button>
      </Form>
    </Page>
  )
}
