import { z } from "zod"

export const assignInput = z.object({ clerkId: z.uuid().optional().meta({ title: "担当者" }) })
