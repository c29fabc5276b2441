import { defineNotice } from "../../../kernel/notices/index.ts"
import { scoringPaths } from "./paths.ts"

export const applicationsAssigned = defineNotice<{ personId: string; count: number }>({
  name: "subsidies.reviews-assigned",
  title: "採点する申請が割り当てられたとき（外部委員）",
  to: (_, { personId }) => [personId],
  subject: ({ count }) => `審査会：採点する申請が${count}件割り当てられました`,
  link: () => scoringPaths.reviews,
})

export const outsideReviewerEnded = defineNotice<{ personId: string; callTitle: string }>({
  name: "subsidies.reviewer-ended",
  title: "審査会の委員でなくなったとき（外部委員）",
  to: (_, { personId }) => [personId],
  subject: () => "審査会：委員としての閲覧と採点を終わりました",
  body: ({ callTitle }) => `「${callTitle}」の申請は、見られなくなりました。`,
  link: () => scoringPaths.reviews,
})

export const invitationAnswered = defineNotice<{ callId: string; name: string; accepted: boolean; people: readonly string[] }>({
  name: "subsidies.invitation-answered",
  title: "審査会の委員の招待に答えがあったとき（職員）",
  to: (_, { people }) => people,
  subject: ({ accepted }) => `審査会：委員の招待が${accepted ? "引き受けられました" : "辞退されました"}`,
  body: ({ name }) => `${name}さん`,
  link: ({ callId }) => `${scoringPaths.committee(callId)}#reviewers`,
})
