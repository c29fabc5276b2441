import type * as OpenId from "openid-client"
import type { OidcConfig } from "../../../config.ts"
import type { Db, Work } from "../../database/index.ts"
import { type Refusal, refusal } from "../../http/refusal.ts"
import { noteAttempt } from "./attempts.ts"
import type { KnownPerson } from "./check-password.ts"

const PATIENCE_SECONDS = 8
const KEPT_MINUTES = 60

const known = new Map<string, { at: number; configuration: Promise<OpenId.Configuration> }>()

/** What the provider says of itself, kept for an hour; a failure is not kept. */
async function discover(provider: OidcConfig): Promise<{ openid: typeof OpenId; configuration: OpenId.Configuration }> {
  const openid = await import("openid-client")
  const key = JSON.stringify(provider)
  let entry = known.get(key)
  if (!entry || Date.now() - entry.at > KEPT_MINUTES * 60_000) {
    // Plain http is for a provider on the same machine or a closed network; whoever sets it has chosen so.
    const insecure = provider.issuer.startsWith("http:")
    const configuration = openid.discovery(new URL(provider.issuer), provider.clientId, provider.clientSecret, undefined, {
      timeout: PATIENCE_SECONDS,
      ...(insecure ? { execute: [openid.allowInsecureRequests] } : {}),
    })
    entry = { at: Date.now(), configuration }
    known.set(key, entry)
    configuration.catch(() => known.delete(key))
  }
  return { openid, configuration: await entry.configuration }
}

export interface OidcStart {
  url: string
  /** To be held on our side until the person comes back. */
  held: { verifier: string; state: string; nonce: string }
}

export async function startOidc(provider: OidcConfig, callback: string): Promise<OidcStart | Refusal> {
  try {
    const { openid, configuration } = await discover(provider)
    const held = { verifier: openid.randomPKCECodeVerifier(), state: openid.randomState(), nonce: openid.randomNonce() }
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      scope: provider.scope ?? "openid profile email",
      code_challenge: await openid.calculatePKCECodeChallenge(held.verifier),
      code_challenge_method: "S256",
      state: held.state,
      nonce: held.nonce,
    })
    return { url: url.href, held }
  } catch {
    return providerIsAway()
  }
}

function providerIsAway(): Refusal {
  return refusal("unavailable", "people.oidc-away", "認証の相手先に接続できません。時間をおいてもう一度お試しください。続くときはシステム管理者に連絡してください。")
}

/**
 * Exchanges the code and says what the provider gives of the person; what the ID token lacks of `wanted` is asked at its
 * UserInfo. The url is the callback as it was asked.
 */
export async function finishOidc(provider: OidcConfig, url: URL, held: Record<string, string>, wanted: readonly string[]): Promise<{ claims: Record<string, unknown> } | Refusal> {
  let openid: typeof OpenId
  let configuration: OpenId.Configuration
  try {
    ;({ openid, configuration } = await discover(provider))
  } catch {
    return providerIsAway()
  }
  try {
    const tokens = await openid.authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: held.verifier ?? "",
      expectedState: held.state ?? "",
      expectedNonce: held.nonce ?? "",
      idTokenExpected: true,
    })
    const claims = tokens.claims()!
    const lacks = wanted.some((name) => claims[name] === undefined) && configuration.serverMetadata().userinfo_endpoint
    return { claims: lacks ? { ...claims, ...(await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)) } : claims }
  } catch (error) {
    if (error instanceof openid.AuthorizationResponseError && error.error === "access_denied") {
      return refusal("forbidden", "people.oidc-denied", "認証が取りやめられました。もう一度サインインしてください。")
    }
    // fetch() fails with a TypeError when nobody answers.
    const cause = (error as { cause?: { code?: string } }).cause
    if (error instanceof TypeError || /ECONN|ENOTFOUND|TIMEOUT/i.test(String(cause?.code ?? (error as { code?: string }).code))) return providerIsAway()
    return refusal("forbidden", "people.oidc-refused", "認証の応答を確かめられませんでした。もう一度はじめからサインインしてください。")
  }
}

/** The one claim that says which member of staff it is. */
export function readClaim(provider: OidcConfig, claims: Readonly<Record<string, unknown>>): { claim: string } | Refusal {
  const claim = claims[provider.claim]
  if (typeof claim !== "string" || claim === "") {
    return refusal("forbidden", "people.oidc-claim", "認証の相手先から、どなたかを知るための項目が届きませんでした。システム管理者に連絡してください。")
  }
  // An address the provider has not verified is only what somebody typed there.
  if (provider.claim === "email" && claims.email_verified === false) {
    return refusal("forbidden", "people.oidc-unverified", "認証の相手先でメールアドレスが確かめられていません。")
  }
  return { claim }
}

/** Nobody of staff is made by signing in: the person must be known already. */
export async function personOfClaim(work: Work, provider: OidcConfig, claim: string, address: string): Promise<KnownPerson | Refusal> {
  const id = await findByClaim(work.db, provider.claim === "email" ? "mail" : "staff-number", claim)
  if (id) return { id, kind: "staff" }
  await noteAttempt(work, { kind: "oidc", account: claim, address }, true)
  return refusal("forbidden", "people.oidc-unknown", "職員として登録されていないため、サインインできません。人事担当に登録を確かめてください。")
}

async function findByClaim(db: Db, by: "mail" | "staff-number", claim: string): Promise<string | undefined> {
  let query = db.selectFrom("person").select("id").where("kind", "=", "staff").where("status", "=", "active")
  query = by === "mail" ? query.where((eb) => eb(eb.fn("lower", ["mail"]), "=", claim.toLowerCase())) : query.where("staff_number", "=", claim)
  return (await query.executeTakeFirst())?.id
}
