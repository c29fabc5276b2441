import { createHash } from "node:crypto"
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs"
import { open, rename, rm, stat } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import type { Readable } from "node:stream"
import pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import { pack as openPack, type Pack } from "tar-stream"
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

export interface BackupOptions {
  url: string
  /** Written beside its final name first and renamed when it is complete and on the disk. */
  file: string
  /** Holds files/ and keys/. */
  varDir: string
  /** Hagi's own version. */
  version: string
}

const PIECE = 4 * 1024 * 1024

/** Everything as of one instant, while the server goes on working. */
export async function backup(options: BackupOptions): Promise<{ header: Header; manifest: Manifest; bytes: number }> {
  const half = join(dirname(options.file), `.${basename(options.file)}.${process.pid}.part`)
  const client = new pg.Client({ connectionString: options.url, application_name: "hagi backup" })
  await client.connect()
  try {
    await client.query("begin transaction isolation level repeatable read, read only")
    await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local extra_float_digits = 3")
    const tar = await openTar(half)
    try {
      const made = await writeAll(client, tar, options)
      await tar.finish()
      await rename(half, options.file)
      await syncFolder(dirname(options.file))
      return { ...made, bytes: (await stat(options.file)).size }
    } catch (error) {
      tar.abandon()
      throw error
    }
  } finally {
    await client.end().catch(() => {})
    await rm(half, { force: true })
  }
}

async function writeAll(client: pg.Client, tar: Tar, options: BackupOptions): Promise<{ header: Header; manifest: Manifest }> {
  const header = await readHeader(client, options.version)
  await tar.json("hagi-backup.json", header)
  const manifest: Manifest = { tables: {}, sequences: 0, jobs: 0, files: { count: 0, bytes: 0, missing: [] } }
  for (const table of header.tables) manifest.tables[table.name] = await writeTable(client, tar, table)
  const sequences = await readSequences(client)
  await tar.json("sequences.json", sequences)
  manifest.sequences = sequences.length
  const jobs = await readJobs(client)
  await tar.json("jobs.json", jobs)
  manifest.jobs = jobs.length
  manifest.files = await writeFiles(client, tar, join(options.varDir, "files"))
  await writeKeys(tar, join(options.varDir, "keys"))
  await tar.json("manifest.json", manifest)
  return { header, manifest }
}

async function readHeader(client: pg.Client, version: string): Promise<Header> {
  const there = await client.query("select to_regclass($1) is not null as there", [MIGRATIONS_TABLE])
  if (!there.rows[0].there) throw new BackupError("このデータベースには Hagi のデータがありません。")
  const migrations = await client.query(`select module, name, hash from ${MIGRATIONS_TABLE} order by applied_at, module, name`)
  const server = await client.query("select current_setting('server_version') as version, now() as now")
  const columns = await client.query<{ schema: string; table: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as table,
            coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''), '{}') as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> $1
        and n.nspname not in ${FOREIGN_SCHEMAS} and n.nspname not like 'pg\\_%'
        and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      group by n.nspname, c.relname
      order by n.nspname, c.relname`,
    [MIGRATIONS_TABLE],
  )
  return {
    format: FORMAT,
    hagi: version,
    postgres: server.rows[0].version,
    takenAt: server.rows[0].now.toISOString(),
    migrations: migrations.rows,
    tables: columns.rows.map((row) => ({ ...row, name: `${row.schema}.${row.table}` })),
  }
}

async function writeTable(client: pg.Client, tar: Tar, { schema, table, columns, name }: BackedTable) {
  const list = columns.map((column) => quoted(column)).join(", ")
  const stream = client.query(copyTo(`copy ${quoted(schema, table)} (${list}) to stdout`))
  const hash = createHash("sha256")
  let bytes = 0
  let pieces = 0
  let waiting: Buffer[] = []
  let size = 0
  const writePiece = async () => {
    const piece = Buffer.concat(waiting)
    waiting = []
    size = 0
    hash.update(piece)
    bytes += piece.length
    await tar.bytes(`tables/${name}/${String(++pieces).padStart(6, "0")}`, piece)
  }
  for await (const chunk of stream) {
    waiting.push(chunk)
    size += chunk.length
    if (size >= PIECE) await writePiece()
  }
  if (size > 0) await writePiece()
  return { rows: stream.rowCount, bytes, sha256: hash.digest("hex") }
}

async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; sequence: string }>(
    `select n.nspname as schema, c.relname as sequence from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and n.nspname not in ${FOREIGN_SCHEMAS} and n.nspname not like 'pg\\_%' order by 1, 2`,
  )
  const sequences: Sequence[] = []
  for (const { schema, sequence } of rows) {
    const state = await client.query(`select last_value::text as value, is_called as called from ${quoted(schema, sequence)}`)
    sequences.push({ schema, sequence, value: state.rows[0].value, called: state.rows[0].called })
  }
  return sequences
}

async function readJobs(client: pg.Client): Promise<PendingJob[]> {
  const there = await client.query("select to_regclass('graphile_worker._private_jobs') is not null as there")
  if (!there.rows[0].there) return []
  const { rows } = await client.query<PendingJob>(
    `select t.identifier, j.payload, q.queue_name, j.run_at::text as run_at, j.attempts, j.max_attempts, j.key, j.priority,
            (select array_agg(key order by key) from jsonb_object_keys(j.flags) as key) as flags, j.last_error
       from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
       left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      order by j.id`,
  )
  return rows
}

/**
 * The documents' bytes, named by their hash. They are written before the row that names them and never change. One
 * that is lost or damaged is left out and named: the rest must not stay without a backup for it.
 */
async function writeFiles(client: pg.Client, tar: Tar, folder: string): Promise<Manifest["files"]> {
  const total: Manifest["files"] = { count: 0, bytes: 0, missing: [] }
  for (const hash of await listFiles(client)) {
    const path = join(hash.slice(0, 2), hash.slice(2, 4), hash)
    const file = join(folder, path)
    if ((await hashOf(file)) !== hash) {
      total.missing.push(hash)
      continue
    }
    const { size } = await stat(file)
    await tar.stream(`files/${path}`, size, createReadStream(file))
    total.count++
    total.bytes += size
  }
  return total
}

async function hashOf(file: string): Promise<string | undefined> {
  if (!existsSync(file)) return undefined
  const hash = createHash("sha256")
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest("hex")
}

/** Of documents that were not removed, in this snapshot. */
async function listFiles(client: pg.Client): Promise<string[]> {
  const there = await client.query("select to_regclass('document') is not null as there")
  if (!there.rows[0].there) return []
  const { rows } = await client.query<{ sha256: string }>("select distinct sha256 from document where removed_at is null order by 1")
  return rows.map((row) => row.sha256)
}

async function writeKeys(tar: Tar, folder: string): Promise<void> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile()) await tar.bytes(`keys/${entry.name}`, readFileSync(join(folder, entry.name)))
  }
}

interface Tar {
  json(name: string, value: unknown): Promise<void>
  bytes(name: string, bytes: Buffer): Promise<void>
  stream(name: string, size: number, from: Readable): Promise<void>
  finish(): Promise<void>
  abandon(): void
}

async function openTar(path: string): Promise<Tar> {
  const pack: Pack = openPack()
  // Only its owner may read what everybody's personal data is in.
  const handle = await open(path, "w", 0o600)
  const written = (async () => {
    for await (const chunk of pack as AsyncIterable<Uint8Array>) await handle.appendFile(chunk)
    await handle.sync()
  })()
  written.catch(() => {})
  const entry = (name: string, size: number, write: (sink: ReturnType<Pack["entry"]>) => void) =>
    Promise.race([
      new Promise<void>((resolve, reject) => {
        const sink = pack.entry({ name, size, mode: 0o600, mtime: new Date() }, (error) => (error ? reject(error) : resolve()))
        write(sink)
      }),
      // A full disk ends here, rather than waiting for a reader that is gone.
      written.then(() => Promise.reject(new BackupError("書き出しが途中で終わりました。"))),
    ])
  const bytes = (name: string, content: Buffer) => entry(name, content.length, (sink) => sink.end(content))
  return {
    bytes,
    json: (name, value) => bytes(name, Buffer.from(JSON.stringify(value, undefined, 1))),
    stream: (name, size, from) => entry(name, size, (sink) => {
        from.on("error", (error) => sink.destroy(error))
        from.pipe(sink as unknown as NodeJS.WritableStream)
      }),
    async finish() {
      pack.finalize()
      await written
      await handle.close()
    },
    abandon() {
      pack.destroy()
      void handle.close().catch(() => {})
    },
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r")
  await handle.sync().finally(() => handle.close())
}
