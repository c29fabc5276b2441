interface Placed {
  personId: string
  rank: number
}

/**
 * Who acts for a post while its holders are away (代決): the next rank of the same unit, from 課長補佐 or 班長 down to
 * 主査; where the unit has nobody else, the head of the first unit below it (主管課). Nobody while another holder of the
 * post is there.
 */
export function nextInLine(
  post: Placed,
  inUnit: readonly Placed[],
  headsBelow: readonly Placed[],
  away: ReadonlySet<string>,
): string[] {
  if (inUnit.some((holder) => holder.rank === post.rank && !away.has(holder.personId))) return []
  const lower = inUnit.filter((holder) => holder.rank > post.rank && holder.rank <= 70 && !away.has(holder.personId))
  if (lower.length > 0) {
    const next = Math.min(...lower.map((holder) => holder.rank))
    return lower.filter((holder) => holder.rank === next).map((holder) => holder.personId)
  }
  const head = headsBelow.find((holder) => holder.rank > post.rank && !away.has(holder.personId))
  return head ? [head.personId] : []
}
