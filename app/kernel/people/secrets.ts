import { createHash, randomBytes } from "node:crypto"

/** 256 random bits, as they travel in cookies and links. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url")
}

/** What is stored of a secret that is random already: sha-256 needs no salt there. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest()
}
