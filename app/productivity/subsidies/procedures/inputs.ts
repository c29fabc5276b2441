import { z } from "zod"
import { filingWords } from "../applications/application.ts"
import { procedureKinds } from "./procedure.ts"

/** One choice for each procedure; left out, its fixed page is all there is. */
export const procedureFormsInput = z.object(Object.fromEntries(procedureKinds.map((kind) => [kind, z.uuid().optional().meta({ title: filingWords[kind] })])))
