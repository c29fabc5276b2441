import { createHash, randomUUID } from "node:crypto"
import { createReadStream, existsSync, mkdirSync, writeFileSync } from "node:fs"
import { open, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Readable } from "node:stream"
import pg from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { extract as openExtract } from "tar-stream"
import {
  type BackedTable,
  BackupError,
  FORMAT,
  FOREIGN_SCHEMAS,
  type Header,
  type Manifest,
  MIGRATIONS_TABLE,
  type PendingJob,
  quoted,
  type Sequence,
} from "./backup-format.ts"
import { migrate, type Migration } from "./migrate.ts"

export interface RestoreOptions {
  url: string
  file: string
  varDir: string
  /** Of this version of Hagi, in order. */
  migrations: readonly Migration[]
}

/** Tables in which a row means that somebody uses this database. */
const SIGNS_OF_USE = ["person", "audit_event"]

/**
 * Fills an empty database. First the schema as it was when the backup was taken, then every row in one transaction,
 * then the migrations that came later. Needs no superuser: the owner of the tables sets their foreign keys and
 * triggers aside and puts them back, which checks every row.
 */
export async function restore(options: RestoreOptions): Promise<{ header: Header; manifest: Manifest }> {
  const pool = new pg.Pool({ connectionString: options.url, max: 1, application_name: "hagi restore" })
  pool.on("error", () => {})
  try {
    await mustBeRecent(pool)
    await mustBeEmpty(pool)
    const header = await readHeader(options.file)
    const known = new Map(options.migrations.map((migration) => [`${migration.module}/${migration.name}`, migration]))
    mustBeKnown(header, known)
    const then = new Set(header.migrations.map(({ module, name }) => `${module}/${name}`))
    await migrate(pool, options.migrations.filter(({ module, name }) => then.has(`${module}/${name}`)))
    const manifest = await inOneTransaction(pool, (client) => load(client, options))
    await migrate(pool, options.migrations)
    return { header, manifest }
  } catch (error) {
    throw inWords(error, options.file)
  } finally {
    await pool.end()
  }
}

/** tar-stream and JSON.parse speak English; the person who restores gets a sentence. */
function inWords(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof BackupError) return error
  if (/unexpected end|invalid tar|tar header|checksum/i.test(error.message) || error instanceof SyntaxError) {
    return new BackupError(`${file} は途中で切れているか壊れています。または Hagi のバックアップではありません（${error.message}）。`)
  }
  return error
}

async function mustBeRecent(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query("select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding")
  if (rows[0].version < 150_000) throw new BackupError("PostgreSQL 15 以降が必要です。")
  if (rows[0].encoding !== "UTF8") throw new BackupError(`このデータベースの文字コードは ${rows[0].encoding} です。UTF8 で作り直してください。`)
}

async function mustBeEmpty(pool: pg.Pool): Promise<void> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
  )
  if (tables.length > 0 && !tables.some(({ name }) => name === MIGRATIONS_TABLE)) {
    throw new BackupError(`このデータベースにはほかの表があります（${tables[0]!.name} など）。空のデータベースを指定してください。`)
  }
  for (const name of SIGNS_OF_USE) {
    if (!tables.some((table) => table.name === name)) continue
    const { rows } = await pool.query(`select count(*) as rows from ${quoted(name)}`)
    if (Number(rows[0].rows) > 0) {
      throw new BackupError(`このデータベースは使われています（${name} に ${rows[0].rows} 件）。空のデータベースを指定してください。`)
    }
  }
}

function mustBeKnown(header: Header, known: ReadonlyMap<string, Migration>): void {
  if (header.format > FORMAT) throw newer(header, `形式 ${header.format}`)
  for (const { module, name, hash } of header.migrations) {
    const here = known.get(`${module}/${name}`)
    if (!here) throw newer(header, `${module}/${name}`)
    if (here.hash !== hash) {
      throw new BackupError(`バックアップ（Hagi ${header.hagi}）の ${module}/${name} は、この版のものと内容が違います。同じ版の Hagi で戻してください。`)
    }
  }
}

function newer(header: Header, what: string): BackupError {
  return new BackupError(
    `このバックアップは、より新しい Hagi（${header.hagi}）で作られています（${what} をこの版は知りません）。Hagi を更新してから戻してください。`,
  )
}

async function inOneTransaction<T>(pool: pg.Pool, change: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query("begin")
    const result = await change(client)
    await client.query("commit")
    client.release()
    return result
  } catch (error) {
    // The connection may be in the middle of a COPY: closing it undoes everything.
    client.release(true)
    throw error
  }
}

async function load(client: pg.PoolClient, options: RestoreOptions): Promise<Manifest> {
  await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'")
  const putBack = await setAside(client)
  const found: Manifest = { tables: {}, sequences: 0, jobs: 0, files: { count: 0, bytes: 0, missing: [] } }
  let manifest: Manifest | undefined
  let table: TableCopy | undefined
  let tables = new Map<string, BackedTable>()
  for await (const { name, size, content } of entriesOf(options.file)) {
    const [kind, ...rest] = name.split("/")
    if (kind !== "tables" || rest[0] !== table?.name) {
      if (table) found.tables[table.name] = await table.end()
      table = undefined
    }
    if (name === "hagi-backup.json") {
      const header = (await json(content)) as Header
      tables = new Map(header.tables.map((each) => [each.name, each]))
    } else if (kind === "tables") {
      table ??= openCopy(client, tables.get(rest[0] ?? ""))
      await table.take(content)
    } else if (name === "sequences.json") {
      const sequences = (await json(content)) as Sequence[]
      for (const { schema, sequence, value, called } of sequences) {
        // Case numbers have a sequence per kind and year, made when the first case is opened.
        await client.query(`create sequence if not exists ${quoted(schema, sequence)}`)
        await client.query("select setval($1::regclass, $2, $3)", [quoted(schema, sequence), value, called])
      }
      found.sequences = sequences.length
    } else if (name === "jobs.json") {
      const jobs = (await json(content)) as PendingJob[]
      await addJobs(client, options.url, jobs)
      found.jobs = jobs.length
    } else if (kind === "files") {
      await keepFile(join(options.varDir, "files"), rest.at(-1)!, content)
      found.files.count++
      found.files.bytes += size
    } else if (kind === "keys") {
      await keepKey(join(options.varDir, "keys"), rest.join("/"), content)
    } else if (name === "manifest.json") {
      manifest = (await json(content)) as Manifest
    } else {
      content.resume()
    }
  }
  if (!manifest) throw new BackupError("バックアップが途中で切れています。")
  for (const name of tables.keys()) found.tables[name] ??= { rows: 0, bytes: 0, sha256: createHash("sha256").digest("hex") }
  mustMatch(manifest, found)
  await putBack()
  await mustBeCounted(client, manifest)
  return manifest
}

function mustMatch(manifest: Manifest, found: Manifest): void {
  for (const [name, wanted] of Object.entries(manifest.tables)) {
    const got = found.tables[name]
    if (got?.rows !== wanted.rows || got.sha256 !== wanted.sha256) {
      throw new BackupError(`表 ${name} がバックアップの目録と合いません（目録 ${wanted.rows} 件、実際 ${got?.rows ?? 0} 件）。`)
    }
  }
  const wrong =
    manifest.sequences !== found.sequences ||
    manifest.jobs !== found.jobs ||
    manifest.files.count !== found.files.count ||
    manifest.files.bytes !== found.files.bytes
  if (wrong) throw new BackupError("バックアップの目録と中身が合いません。")
}

async function mustBeCounted(client: pg.PoolClient, manifest: Manifest): Promise<void> {
  for (const [name, { rows: wanted }] of Object.entries(manifest.tables)) {
    const { rows } = await client.query(`select count(*) as rows from ${quoted(...name.split("."))}`)
    if (Number(rows[0].rows) !== wanted) throw new BackupError(`表 ${name} に ${wanted} 件入るはずが ${rows[0].rows} 件です。`)
  }
}

/**
 * Empties every table, drops foreign keys and disables triggers; the returned function puts them back. Foreign keys
 * are then checked for all rows at once, so neither order nor cycles matter, and triggers that count, hash or refuse
 * do not fire for rows that went through them when they were first written.
 */
async function setAside(client: pg.PoolClient): Promise<() => Promise<void>> {
  const ours = `c.relkind in ('r', 'p') and n.nspname not in ${FOREIGN_SCHEMAS} and n.nspname not like 'pg\\_%'`
  const { rows: tables } = await client.query<{ schema: string; table: string }>(
    `select n.nspname as schema, c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and c.relname <> $1`,
    [MIGRATIONS_TABLE],
  )
  const { rows: keys } = await client.query<{ schema: string; table: string; name: string; definition: string }>(
    `select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and ${ours}`,
  )
  const { rows: triggers } = await client.query<{ schema: string; table: string; name: string; state: string }>(
    `select n.nspname as schema, c.relname as table, t.tgname as name, t.tgenabled as state
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and t.tgparentid = 0 and ${ours}`,
  )
  for (const { schema, table, name } of keys) await client.query(`alter table ${quoted(schema, table)} drop constraint ${quoted(name)}`)
  for (const { schema, table, name } of triggers) await client.query(`alter table ${quoted(schema, table)} disable trigger ${quoted(name)}`)
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ schema, table }) => quoted(schema, table)).join(", ")}`)

  const again: Record<string, string> = { O: "enable", A: "enable always", R: "enable replica", D: "disable" }
  return async () => {
    await client.query("set constraints all immediate")
    for (const { schema, table, name, definition } of keys) {
      await client.query(`alter table ${quoted(schema, table)} add constraint ${quoted(name)} ${definition}`)
    }
    for (const { schema, table, name, state } of triggers) {
      await client.query(`alter table ${quoted(schema, table)} ${again[state]} trigger ${quoted(name)}`)
    }
    const { rows: views } = await client.query<{ schema: string; view: string }>(
      `select schemaname as schema, matviewname as view from pg_matviews where schemaname not in ${FOREIGN_SCHEMAS}`,
    )
    for (const { schema, view } of views) await client.query(`refresh materialized view ${quoted(schema, view)}`)
  }
}

interface TableCopy {
  name: string
  take(content: Readable): Promise<void>
  end(): Promise<{ rows: number; bytes: number; sha256: string }>
}

function openCopy(client: pg.PoolClient, table: BackedTable | undefined): TableCopy {
  if (!table) throw new BackupError("バックアップに、目次にない表があります。")
  const { schema, table: name, columns } = table
  const list = columns.map((column) => quoted(column)).join(", ")
  const sink = client.query(copyFrom(`copy ${quoted(schema, name)} (${list}) from stdin`))
  const hash = createHash("sha256")
  let bytes = 0
  const done = new Promise<void>((resolve, reject) => {
    sink.once("finish", resolve)
    sink.once("error", reject)
  })
  done.catch(() => {})
  const drained = () => new Promise<void>((resolve) => sink.once("drain", () => resolve()))
  return {
    name: table.name,
    async take(content) {
      for await (const chunk of content) {
        hash.update(chunk)
        bytes += chunk.length
        if (!sink.write(chunk)) await Promise.race([drained(), done])
      }
    },
    async end() {
      sink.end()
      await done
      return { rows: sink.rowCount, bytes, sha256: hash.digest("hex") }
    },
  }
}

async function addJobs(client: pg.PoolClient, url: string, jobs: readonly PendingJob[]): Promise<void> {
  if (jobs.length === 0) return
  // The queue's own schema, by the library that owns it, on a connection of its own: it may already be there.
  const { runMigrations } = await import("graphile-worker")
  await runMigrations({ connectionString: url })
  for (const job of jobs) {
    const { rows } = await client.query(
      `select id from graphile_worker.add_job($1, payload => $2::json, queue_name => $3, run_at => $4::timestamptz,
        max_attempts => $5, job_key => $6, priority => $7, flags => $8)`,
      [job.identifier, JSON.stringify(job.payload), job.queue_name, job.run_at, job.max_attempts, job.key, job.priority, job.flags],
    )
    if (job.attempts > 0) {
      await client.query("update graphile_worker._private_jobs set attempts = $2, last_error = $3 where id = $1", [
        rows[0].id,
        job.attempts,
        job.last_error,
      ])
    }
  }
}

async function keepFile(folder: string, hash: string, content: Readable): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new BackupError(`バックアップのファイル名 ${hash} が正しくありません。`)
  const file = join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  mkdirSync(dirname(file), { recursive: true })
  const half = `${file}.${randomUUID()}.part`
  const read = createHash("sha256")
  try {
    const handle = await open(half, "wx", 0o600)
    try {
      for await (const chunk of content) {
        read.update(chunk)
        await handle.appendFile(chunk)
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (read.digest("hex") !== hash) throw new BackupError(`文書ファイル ${hash} の内容がバックアップの中で壊れています。`)
    await rename(half, file)
  } finally {
    await rm(half, { force: true })
  }
}

async function keepKey(folder: string, name: string, content: Readable): Promise<void> {
  if (!/^[A-Za-z0-9._-]+$/.test(name) || name.startsWith(".")) throw new BackupError(`バックアップの鍵の名前 ${name} が正しくありません。`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, name), await whole(content), { mode: 0o600 })
}

async function readHeader(file: string): Promise<Header> {
  if (!existsSync(file)) throw new BackupError(`${file} がありません。`)
  if ((await stat(file)).isDirectory()) throw new BackupError(`${file} はフォルダーです。`)
  for await (const { name, content } of entriesOf(file)) {
    if (name !== "hagi-backup.json") break
    return (await json(content)) as Header
  }
  throw new BackupError(`${file} は Hagi のバックアップではありません。`)
}

async function* entriesOf(file: string): AsyncGenerator<{ name: string; size: number; content: Readable }> {
  const extract = openExtract()
  const source = createReadStream(file)
  source.on("error", (error) => extract.destroy(error))
  source.pipe(extract)
  try {
    for await (const entry of extract) {
      yield { name: entry.header.name, size: entry.header.size ?? 0, content: entry as unknown as Readable }
      entry.resume()
    }
  } finally {
    source.destroy()
  }
}

async function json(content: Readable): Promise<unknown> {
  return JSON.parse((await whole(content)).toString("utf8"))
}

async function whole(content: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts)
}
