import fc from "fast-check"

// The gate tries the same cases on every run, so that it fails for what changed and not by chance. HAGI_SEED=random looks
// further, and a number repeats what it found; a case found becomes a test of its own.
const seed = process.env.HAGI_SEED ?? "20260401"
if (seed !== "random") fc.configureGlobal({ seed: Number(seed) })
