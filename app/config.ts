import { existsSync, readFileSync } from "node:fs"
import { isIP } from "node:net"
import { availableParallelism } from "node:os"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

/** Everything the environment can set, parsed once at start. Nothing else reads process.env. */
export interface Config {
  /** The clone: package.json, app/ and var/ are found from here. */
  root: string
  /** Where Hagi keeps what it owns: the embedded database, files, keys. */
  varDir: string
  host: string
  port: number
  /** The address people type, without a trailing slash. Passkeys and mail links are bound to it. */
  origin: string
  /** Proxies in front of Hagi, as addresses or networks (CIDR): only from them is X-Forwarded-For believed. */
  trustedProxies: readonly string[]
  /** A PostgreSQL server (15 or later). Undefined: the embedded one under var/. */
  databaseUrl: string | undefined
  /** Demo prefecture and the list of people to sign in as. */
  demo: boolean
  mail: { url: string | undefined; from: string }
  /** Staff sign-in by OpenID Connect, when an issuer is set. */
  oidc: OidcConfig | undefined
  /** GビズID for applicants (OpenID Connect too). Undefined: the screen says that it is not connected. */
  gbizid: GbizidConfig | undefined
  /** The public list of Jグランツ, fetched once a day. Undefined: nothing is fetched. */
  jgrantsUrl: string | undefined
  /** A language model that speaks OpenAI's protocol, for opinions beside what rules find. Undefined: nothing is asked. */
  languageModel: LanguageModelConfig | undefined
  logLevel: string
  /** Connections the app may hold on PostgreSQL. More than a few for each core take turns on them: at 16 on two cores a filing cost a tenth more. */
  poolSize: number
  /** How many jobs run side by side in this process; 0 leaves jobs to another process. */
  jobConcurrency: number
}

export interface LanguageModelConfig {
  /** Up to and with /v1; inside the house where texts may not leave it. */
  url: string
  /** Undefined: the server asks for none. */
  key: string | undefined
  model: string
}

export interface OidcConfig {
  issuer: string
  clientId: string
  clientSecret: string
  /** The claim that says who it is: a staff number or a mail address (email). */
  claim: string
  scope?: string
}

export type GbizidAccountType = "prime" | "member" | "entry"

/**
 * What the provider calls things. Not confirmed with it: taken from what others who connect have written down, so each is a
 * setting (GBIZID_SCOPE, GBIZID_CLAIMS, GBIZID_ACCOUNT_TYPES), to be compared with its guideline before going live.
 */
export interface GbizidConfig extends OidcConfig {
  scope: string
  claims: typeof GBIZID_CLAIMS
  accountTypes: Readonly<Record<string, GbizidAccountType>>
  /** The value of claims.corporateType that means 法人. */
  companyType: string
}

const GBIZID_SCOPE = "openid profile user email"
const GBIZID_CLAIMS = {
  accountType: "account_type",
  corporateType: "corp_type",
  corporateNumber: "corporate_number",
  companyName: "name",
  lastName: "user_last_nm",
  firstName: "user_first_nm",
  mail: "email",
}
const GBIZID_ACCOUNT_TYPES: Record<string, GbizidAccountType> = { "1": "entry", "2": "prime", "3": "member" }

export class ConfigError extends Error {}

export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const root = env.HAGI_ROOT ?? findRoot()
  const port = wholeNumber(env, "PORT", 3000, 0, 65535)
  const host = env.HOST ?? "localhost"
  return {
    root,
    varDir: env.HAGI_VAR ? resolve(env.HAGI_VAR) : join(root, "var"),
    host,
    port,
    origin: (env.HAGI_ORIGIN ?? `http://${host === "0.0.0.0" || host === "::" ? "localhost" : host}:${port}`).replace(/\/$/, ""),
    trustedProxies: readNetworks(env, "HAGI_TRUSTED_PROXIES"),
    databaseUrl: env.DATABASE_URL || undefined,
    demo: env.HAGI_DEMO !== "0",
    mail: { url: env.SMTP_URL || undefined, from: env.MAIL_FROM ?? "hagi@localhost" },
    oidc: readOidc(env, "OIDC", "staff_number"),
    gbizid: readGbizid(env),
    jgrantsUrl: webAddress(env, "HAGI_JGRANTS_URL"),
    languageModel: readLanguageModel(env),
    logLevel: env.LOG_LEVEL ?? "info",
    poolSize: wholeNumber(env, "HAGI_POOL", Math.max(8, 4 * availableParallelism()), 1, 500),
    jobConcurrency: wholeNumber(env, "HAGI_JOBS", 2, 0, 100),
  }
}

function readOidc(env: Record<string, string | undefined>, name: string, claim: string): OidcConfig | undefined {
  const issuer = env[`${name}_ISSUER`]
  if (!issuer) return undefined
  const clientId = env[`${name}_CLIENT_ID`]
  const clientSecret = env[`${name}_CLIENT_SECRET`]
  if (!clientId || !clientSecret) throw new ConfigError(`${name}_ISSUER needs ${name}_CLIENT_ID and ${name}_CLIENT_SECRET`)
  return { issuer, clientId, clientSecret, claim: env[`${name}_CLAIM`] || claim }
}

function webAddress(env: Record<string, string | undefined>, name: string): string | undefined {
  const text = env[name]
  if (!text) return undefined
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new ConfigError(`${name} must be an address such as https://api.example.jp/list, not "${text}"`)
  return text
}

function readLanguageModel(env: Record<string, string | undefined>): LanguageModelConfig | undefined {
  const url = webAddress(env, "HAGI_AI_URL")
  if (!url) return undefined
  const model = env.HAGI_AI_MODEL
  if (!model) throw new ConfigError("HAGI_AI_URL needs HAGI_AI_MODEL, the name of the model to ask")
  return { url: url.replace(/\/$/, ""), key: env.HAGI_AI_KEY || undefined, model }
}

function readGbizid(env: Record<string, string | undefined>): GbizidConfig | undefined {
  const provider = readOidc(env, "GBIZID", "sub")
  if (!provider) return undefined
  const claims = { ...GBIZID_CLAIMS }
  for (const [name, claim] of readPairs(env, "GBIZID_CLAIMS")) {
    if (!(name in claims)) throw new ConfigError(`GBIZID_CLAIMS knows ${Object.keys(claims).join(", ")}, not "${name}"`)
    claims[name as keyof typeof claims] = claim
  }
  const types = readPairs(env, "GBIZID_ACCOUNT_TYPES")
  for (const [, type] of types) if (type !== "prime" && type !== "member" && type !== "entry") throw new ConfigError(`GBIZID_ACCOUNT_TYPES maps to prime, member or entry, not "${type}"`)
  const accountTypes = types.length > 0 ? (Object.fromEntries(types) as Record<string, GbizidAccountType>) : GBIZID_ACCOUNT_TYPES
  return { ...provider, scope: env.GBIZID_SCOPE || GBIZID_SCOPE, claims, accountTypes, companyType: env.GBIZID_COMPANY_TYPE || "1" }
}

/** "a=b, c=d" */
function readPairs(env: Record<string, string | undefined>, name: string): [string, string][] {
  return (env[name] ?? "").split(/[\s,]+/).filter(Boolean).map((pair) => {
    const [key = "", value = "", ...more] = pair.split("=")
    if (!key || !value || more.length > 0) throw new ConfigError(`${name} must be pairs such as a=b,c=d, not "${pair}"`)
    return [key, value]
  })
}

function readNetworks(env: Record<string, string | undefined>, name: string): string[] {
  const networks = (env[name] ?? "").split(/[\s,]+/).filter(Boolean)
  for (const network of networks) {
    const [address = "", bits, ...more] = network.split("/")
    const most = isIP(address) === 4 ? 32 : 128
    const good = isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
    if (!good) throw new ConfigError(`${name} must be addresses or networks such as 10.0.0.5 or 10.0.0.0/8, not "${network}"`)
  }
  return networks
}

function wholeNumber(env: Record<string, string | undefined>, name: string, otherwise: number, min: number, max: number) {
  const text = env[name]
  if (text === undefined || text === "") return otherwise
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}"`)
  }
  return value
}

/** The nearest folder above this file whose package.json is Hagi's: true of app/ and of dist/ alike. */
function findRoot(): string {
  let dir = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const file = join(dir, "package.json")
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === "hagi") return dir
    const above = dirname(dir)
    if (above === dir) throw new ConfigError("cannot find the folder Hagi is installed in; set HAGI_ROOT")
    dir = above
  }
}
