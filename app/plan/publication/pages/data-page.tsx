import { DownloadLinks, Page, Table } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { DATASETS } from "../open-data.ts"

/** Open data: what there is, what each column means, under which licence. */
export function DataPage() {
  return (
    <Page
      title="推進プランのオープンデータ"
      crumbs={[
        { title: "トップ", href: "/" },
        { title: "推進プランの進み具合", href: paths.publicHome },
      ]}
      lead="進み具合のページと同じ数字を、加工しやすい形で公開しています。"
    >
      <section>
        <h2>利用のきまり</h2>
        <p>
          クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）のもとで、出典を示せばどなたでも自由に使えます。空欄は「データが
          ない」ことを表し、0 ではありません。文字コードは UTF-8（CSV は BOM 付き）です。
        </p>
      </section>
      {DATASETS.map((dataset) => (
        <section>
          <h2>{dataset.title}</h2>
          <DownloadLinks
            label={dataset.title}
            downloads={[
              { format: "csv", href: `${paths.publicData}/${dataset.name}.csv` },
              { format: "json", href: `${paths.publicData}/${dataset.name}.json` },
            ]}
          />
          <Table
            caption={`${dataset.title}の列`}
            rows={dataset.columns}
            columns={[
              { key: "key", title: "名前", nowrap: true, cell: (column) => <code>{column.key}</code> },
              { key: "title", title: "見出し", cell: (column) => column.title },
              { key: "meaning", title: "意味", cell: (column) => column.meaning },
            ]}
          />
        </section>
      ))}
    </Page>
  )
}
