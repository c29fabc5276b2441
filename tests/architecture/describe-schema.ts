import type pg from "pg"

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
  otherwise: string | null
}

/** Every table with its columns, keys and indexes, read from a migrated database. */
export async function describeSchema(pool: pg.Pool): Promise<string> {
  const { rows: columns } = await pool.query<Column>(`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
           not a.attnotnull as nullable, pg_get_expr(d.adbin, d.adrelid) as otherwise
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attnum > 0 and not a.attisdropped
     order by c.relname, a.attnum`)
  const { rows: keys } = await pool.query<{ table: string; definition: string }>(`
    select c.relname as "table", pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     where k.contype in ('p', 'u', 'f', 'c') order by c.relname, k.contype, definition`)
  const { rows: indexes } = await pool.query<{ table: string; definition: string }>(`
    select tablename as "table", indexdef as definition from pg_indexes
     where schemaname = 'public' and indexname not in (select conname from pg_constraint) order by 1, 2`)
  const tables = [...new Set(columns.map((row) => row.table))].filter((name) => !name.startsWith("_"))
  const parts = tables.map((table) => {
    const lines = columns
      .filter((row) => row.table === table)
      .map((row) => `| ${row.column} | ${row.type} | ${row.nullable ? "" : "not null"} | ${(row.otherwise ?? "").replaceAll("|", "\\|")} |`)
    const rules = [...keys, ...indexes].filter((row) => row.table === table).map((row) => `- ${oneLine(row.definition)}`)
    return [`## ${table}`, "", "| column | type | | default |", "|---|---|---|---|", ...lines, "", ...rules, ""].join("\n")
  })
  return `# Schema\n\nMade from the migrations by \`tests/architecture/documents.test.ts\`; not edited by hand.\n\n${parts.join("\n")}`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/ USING btree/, "").replace(/public\./g, "")
}
