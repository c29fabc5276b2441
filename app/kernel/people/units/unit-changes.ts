import { z } from "zod"

/** One line of a reorganisation. Units are named by their codes, as personnel offices write them. */
export const unitChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open"), code: z.string(), name: z.string(), level: z.string(), parentCode: z.string().nullable() }),
  z.object({ kind: z.literal("rename"), code: z.string(), name: z.string() }),
  z.object({ kind: z.literal("move"), code: z.string(), parentCode: z.string().nullable() }),
  /** Whoever takes over: the first gets the posts, all get the roles held for it. */
  z.object({ kind: z.literal("close"), code: z.string(), to: z.array(z.string()) }),
])
export type UnitChange = z.infer<typeof unitChange>

export const kindWords = { open: "新設", rename: "改称", move: "移管", close: "廃止" } as const
