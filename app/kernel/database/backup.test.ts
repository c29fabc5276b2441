import { createHash } from "node:crypto"
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runMigrations, makeWorkerUtils } from "graphile-worker"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type FreshDatabase, freshDatabase } from "../../../tests/support/database.ts"
import { backup } from "./backup.ts"
import { migrate, type Migration } from "./migrate.ts"
import { restore } from "./restore.ts"

const desk = mkdtempSync(join(tmpdir(), "hagi-backup-"))
const varDir = join(desk, "from")
const file = join(desk, "pilot.tar")
const text = "宮城野萩の添付書類".repeat(10_000)
const sha256 = createHash("sha256").update(text).digest("hex")

// Two tables that need each other, a table that refuses changes, generated and identity columns, a sequence.
const before: Migration[] = [
  migration("0001-first.sql", `
    create table person (id uuid primary key default gen_random_uuid(), name text not null, head_of uuid);
    create table unit (id uuid primary key default gen_random_uuid(), owner_id uuid not null references person, upper_id uuid references unit);
    alter table person add constraint person_heads foreign key (head_of) references unit;
    create table audit_event (id bigint generated always as identity primary key, what text not null, at timestamptz not null default now(),
      length int generated always as (char_length(what)) stored, bytes bytea, amount numeric(12, 2), tags text[], more jsonb);
    create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
    create function count_twice() returns trigger language plpgsql as $$ begin new.what := new.what || '!'; return new; end $$;
    create trigger append_only before update or delete or truncate on audit_event for each statement execute function refuse_change();
    create trigger counted before insert on audit_event for each row execute function count_twice();
    create table document (id uuid primary key default gen_random_uuid(), sha256 text not null, removed_at timestamptz);
    create table kind (code text primary key);
    insert into kind values ('補助金');
    create sequence receipt_number start 1000;`),
]
const after: Migration[] = [...before, migration("0002-later.sql", "alter table person add kana text not null default 'かな'")]

let source: FreshDatabase
const opened: FreshDatabase[] = []

beforeAll(async () => {
  source = await empty()
  await migrate(source.pool, before)
  await source.pool.query(`with p as (insert into person (name) select '髙橋' || n from generate_series(1, 3000) n returning id),
    u as (insert into unit (owner_id) select id from p limit 10 returning id) select 1`)
  await source.pool.query("update person set head_of = (select id from unit limit 1) where name = '髙橋1'")
  await source.pool.query("update unit set upper_id = id")
  await source.pool.query(`insert into audit_event (what, bytes, amount, tags, more) values
    ('登録', '\\x00ff5c0a', 1234.50, '{a,"b c",null}', '{"改行":"\\n\\t\\\\"}'), (E'行\\n区切り\\t\\\\.', null, null, null, null)`)
  await source.pool.query("insert into audit_event (what, amount) select repeat('長い文', 200), n from generate_series(1, 8000) n")
  await source.pool.query("select nextval('receipt_number'), nextval('receipt_number')")
  await source.pool.query("insert into document (sha256, removed_at) values ($1, null), ($1, null), (repeat('0', 64), now())", [sha256])
  const folder = join(varDir, "files", sha256.slice(0, 2), sha256.slice(2, 4))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, sha256), text)
  mkdirSync(join(varDir, "keys"))
  writeFileSync(join(varDir, "keys/totp"), "secret")
  await runMigrations({ connectionString: source.url })
  const utils = await makeWorkerUtils({ connectionString: source.url })
  await utils.addJob("measures.refresh", { month: "2026-11" }, { jobKey: "m", queueName: "measures", runAt: new Date("2027-01-01T00:00:00Z") })
  await utils.release()
  await backup({ url: source.url, file, varDir, version: "0.1.0" })
})

afterAll(async () => {
  for (const database of opened) await database.drop()
  rmSync(desk, { recursive: true, force: true })
})

test("空のデータベースに戻すと、行、生成列、連番、待ち仕事、文書、鍵のすべてが同じになる", async () => {
  const target = await empty()
  await restore({ url: target.url, file, varDir: join(desk, "to"), migrations: before })
  const everything = async ({ pool }: FreshDatabase) => ({
    person: (await pool.query("select * from person order by id")).rows,
    unit: (await pool.query("select * from unit order by id")).rows,
    audit: (await pool.query("select * from audit_event order by id")).rows,
    kind: (await pool.query("select * from kind")).rows,
    jobs: (await pool.query("select task_identifier, key, queue_name, run_at, max_attempts from graphile_worker.jobs")).rows,
    payload: (await pool.query("select payload from graphile_worker._private_jobs")).rows,
    keys: (await pool.query("select conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1")).rows,
    triggers: (await pool.query("select tgname, tgenabled from pg_trigger where not tgisinternal and tgname in ('append_only', 'counted') order by 1")).rows,
    receipt: (await pool.query("select last_value, is_called from receipt_number")).rows,
  })
  expect(await everything(target)).toEqual(await everything(source))
  await target.pool.query("insert into audit_event (what) values ('次')")
  expect((await target.pool.query("select max(id) as id from audit_event")).rows).toEqual([{ id: 8003 }])
  await expect(target.pool.query("delete from audit_event")).rejects.toThrow("append only")
  expect(readFileSync(join(desk, "to/files", sha256.slice(0, 2), sha256.slice(2, 4), sha256), "utf8")).toBe(text)
  expect(readFileSync(join(desk, "to/keys/totp"), "utf8")).toBe("secret")
})

test("バックアップの後にできた移行は、行を戻した後に適用される", async () => {
  const target = await empty()
  await restore({ url: target.url, file, varDir: join(desk, "later"), migrations: after })
  expect((await target.pool.query("select count(*) as n, min(kana) as kana from person")).rows).toEqual([{ n: 3000, kana: "かな" }])
})

test("書き出し中に加わった行は入らない（一時点の写し）", async () => {
  const snapshot = join(desk, "snapshot.tar")
  const writing = backup({ url: source.url, file: snapshot, varDir, version: "0.1.0" })
  const adding = (async () => {
    for (let i = 0; i < 30; i++) {
      await source.pool.query(`with p as (insert into person (name) values ('途中') returning id) insert into unit (owner_id) select id from p`)
    }
  })()
  const [{ manifest }] = await Promise.all([writing, adding])
  const added = manifest.tables["public.person"]!.rows - 3000
  // The same instant for both tables, whatever that instant was.
  expect(manifest.tables["public.unit"]!.rows).toBe(10 + added)
  const target = await empty()
  await restore({ url: target.url, file: snapshot, varDir: join(desk, "snapshot"), migrations: before })
})

test.each([
  ["使われているデータベース", async () => source.url, file, before, "使われています"],
  [
    "ほかの表があるデータベース",
    async () => {
      const other = await empty()
      await other.pool.query("create table other (n int)")
      return other.url
    },
    file,
    before,
    "ほかの表があります",
  ],
  ["新しい版のバックアップ", async () => (await empty()).url, file, [], "より新しい Hagi"],
  ["移行の内容が違う版", async () => (await empty()).url, file, [{ ...before[0]!, hash: "x" }], "内容が違います"],
  ["ないファイル", async () => (await empty()).url, join(desk, "none.tar"), before, "がありません"],
  ["途中で切れたファイル", async () => (await empty()).url, broken("cut.tar", (path) => truncateSync(path, statSync(path).size - 30_000)), before, /途中で切れて|壊れている/],
  ["バックアップではないファイル", async () => (await empty()).url, broken("text.tar", (path) => writeFileSync(path, "こんにちは".repeat(500))), before, /バックアップではありません|壊れている/],
  ["空のファイル", async () => (await empty()).url, broken("empty.tar", (path) => truncateSync(path, 0)), before, "バックアップではありません"],
  ["一文字だけ変わったファイル", async () => (await empty()).url, broken("changed.tar", (path) => change(path, "髙橋77", "髙橋78")), before, "目録と合いません"],
  ["文書の内容が変わったファイル", async () => (await empty()).url, broken("document.tar", (path) => change(path, "宮城野萩", "宮城野荻")), before, "壊れています"],
])("戻さない: %s", async (_, url, from, migrations, sentence) => {
  const path = typeof from === "function" ? from() : from
  await expect(restore({ url: await url(), file: path, varDir: join(desk, "refused"), migrations })).rejects.toThrow(sentence)
})

test("断られた後のデータベースには一行も入らず、正しいファイルなら戻せる", async () => {
  const target = await empty()
  const bad = broken("again.tar", (path) => change(path, "髙橋77", "髙橋78"))()
  await expect(restore({ url: target.url, file: bad, varDir: join(desk, "again"), migrations: before })).rejects.toThrow()
  expect((await target.pool.query("select count(*) as n from person")).rows).toEqual([{ n: 0 }])
  await restore({ url: target.url, file, varDir: join(desk, "again"), migrations: before })
})

test("文書が一つ欠けていても残りは書き出し、欠けたものを名指しする", async () => {
  const { manifest } = await backup({ url: source.url, file: join(desk, "missing.tar"), varDir: join(desk, "nothing"), version: "0.1.0" })
  expect(manifest.files).toEqual({ count: 0, bytes: 0, missing: [sha256] })
  const target = await empty()
  await restore({ url: target.url, file: join(desk, "missing.tar"), varDir: join(desk, "missing"), migrations: before })
})

test("書き出しに失敗しても、前のファイルは壊れない", async () => {
  const kept = join(desk, "kept.tar")
  appendFileSync(kept, "前回")
  const { url } = await empty()
  await expect(backup({ url, file: kept, varDir, version: "0.1.0" })).rejects.toThrow("Hagi のデータがありません")
  expect(readFileSync(kept, "utf8")).toBe("前回")
})

function migration(name: string, sql: string): Migration {
  return { module: "test", name, sql, hash: createHash("sha256").update(sql).digest("hex") }
}

async function empty(): Promise<FreshDatabase> {
  const database = await freshDatabase({ empty: true })
  opened.push(database)
  return database
}

function broken(name: string, breakIt: (path: string) => void): () => string {
  return () => {
    const path = join(desk, name)
    writeFileSync(path, readFileSync(file))
    breakIt(path)
    return path
  }
}

function change(path: string, from: string, to: string): void {
  const bytes = readFileSync(path)
  const at = bytes.indexOf(from)
  expect(at).toBeGreaterThan(0)
  bytes.write(to, at)
  writeFileSync(path, bytes)
}
