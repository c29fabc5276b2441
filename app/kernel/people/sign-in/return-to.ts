/**
 * Where to go after signing in: a path of ours, or the given default. Browsers read `//host`, `/\host` and control
 * characters as ways to another site, so anything but a plain path is dropped.
 */
export function safeReturn(path: string | undefined, otherwise: string): string {
  if (!path || path.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return otherwise
  const url = URL.parse(path, "http://here.invalid")
  if (!url || url.origin !== "http://here.invalid") return otherwise
  const clean = url.pathname + url.search
  // Dots can make a second slash out of a path: /./%2e//host
  if (clean.startsWith("//")) return otherwise
  // Back into signing in or out would be a circle.
  return /^\/(sign-in|sign-out|register|demo|setup)(\/|\?|$)/.test(clean) ? otherwise : clean
}

export function homeOf(kind: "staff" | "applicant"): string {
  return kind === "staff" ? "/desk" : "/"
}
