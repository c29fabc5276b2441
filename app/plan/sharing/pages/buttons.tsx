import { Button, dateTimeShort, Form, HiddenField, StatusTag } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { sharingPaths } from "../paths.ts"

/** At the end of an edition: 「読みました」, or when the reader said so. */
export function ReadButton({ editionId, readAt }: { editionId: string; readAt: Date | undefined }) {
  if (readAt) {
    return (
      <p>
        <StatusTag tone="success">読みました</StatusTag> {dateTimeShort(readAt)}
      </p>
    )
  }
  return (
    <Form action={paths.editionRead(editionId)} label="読んだ記録">
      <p>ここまで読んだら押してください。人数だけが推進プラン担当に、だれが読んだかは所属長だけに見えます。</p>
      <Button>読みました</Button>
    </Form>
  )
}

export function FollowButton({ editionId, initiativeId, following }: { editionId: string; initiativeId: string; following: boolean }) {
  return (
    <Form action={sharingPaths.follow(editionId, initiativeId)} label="見守る" class="form-inline">
      <HiddenField name="follow" value={following ? "no" : "yes"} />
      <Button kind="secondary" small>
        {following ? "見守るのをやめる" : "見守る"}
      </Button>
    </Form>
  )
}
