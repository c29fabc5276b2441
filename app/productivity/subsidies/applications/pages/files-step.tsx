import type { Typed } from "../../../../kernel/http/index.ts"
import { documentPaths } from "../../../../kernel/documents/index.ts"
import { Button, ButtonGroup, ButtonLink, FileField, Form, HiddenField, Page, Section, sizeText, StatusTag } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { ApplicationSheet } from "../steps.ts"

/** Each paper the call asks for, with what is attached. Every file is kept at once; nothing waits for the last page. */
export function FilesStep({ sheet, typed }: { sheet: ApplicationSheet; typed: Typed }) {
  const { it, call, files, steps } = sheet
  const at = steps.findIndex(({ key }) => key === "files")
  return (
    <Page
      title="添付書類"
      kicker={`${call.title}　${at + 1} / ${steps.length}`}
      width="narrow"
      typed={typed}
      lead="1つずつ選んで「添付する」を押してください。1つ50MBまで。PDF、画像、Word、Excel、CSVなどが使えます。"
      crumbs={[{ title: "わたしの申請", href: paths.myApplications }, { title: it.title || call.title, href: paths.mine(it.id) }, { title: "添付書類" }]}
    >
      {call.attachments.map((asked) => {
        const own = files.filter(({ askedKey }) => askedKey === asked.key)
        return (
          <Section title={asked.title} id={`paper-${asked.key}`}>
            <p>
              <StatusTag tone={own.length > 0 ? "success" : asked.required ? "warning" : "neutral"}>{own.length > 0 ? `${own.length}件添付済み` : asked.required ? "必須・未添付" : "任意"}</StatusTag>
              {asked.hint && `　${asked.hint}`}
            </p>
            {own.length > 0 && (
              <ul class="file-list">
                {own.map((file) => (
                  <li>
                    <a href={documentPaths.document(file.documentId)}>{file.name}</a>（{sizeText(file.bytes)}）
                    <Form action={paths.removeFile(it.id, file.id)} class="form-inline" label={`${file.name}を外す`}>
                      <Button kind="tertiary" small>
                        外す<span class="vh">：{file.name}</span>
                      </Button>
                    </Form>
                  </li>
                ))}
              </ul>
            )}
            <Form action={paths.myFiles(it.id)} enctype="multipart/form-data" label={`${asked.title}を添付する`}>
              <HiddenField name="askedKey" value={asked.key} />
              <FileField name="file" id={`file-${asked.key}`} label={`${asked.title}のファイル`} typed={typedFor(typed, asked.key)} />
              <Button kind="secondary">添付する</Button>
            </Form>
          </Section>
        )
      })}
      <ButtonGroup>
        <ButtonLink href={paths.check(it.id)} kind="primary">
          次へ（内容を確かめる）
        </ButtonLink>
        <ButtonLink href={paths.mine(it.id)}>一覧へ戻る</ButtonLink>
      </ButtonGroup>
    </Page>
  )
}

/** A fault of one paper stands at its own control. */
function typedFor(typed: Typed, key: string): Typed {
  return { values: {}, problems: typed.problems.filter(({ field }) => field === `file-${key}`).map(({ message }) => ({ field: "file", message })) }
}
