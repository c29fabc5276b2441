import type pg from "pg"

/** Improvements of every state, unit and initiative, written by one statement; spread over two years. */
export async function fillImprovements(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `with people as materialized (
       select p.id, p.name, sp.unit_id, up.name as unit_name, row_number() over (order by p.id) - 1 as at, count(*) over () as n
       from person p join staff_post sp on sp.person_id = p.id and sp.main
       join unit_period up on up.unit_id = sp.unit_id where p.kind = 'staff'
     ), sheets as materialized (
       select s.initiative_id, s.owner_unit_id, row_number() over (order by s.initiative_id) - 1 as at, count(*) over () as n
       from plan_sheet s join plan_edition e on e.id = s.edition_id and e.status = 'in-force'
     )
     insert into improvement (number, initiative_id, author_id, author_name, author_unit_id, author_unit_name, owner_unit_id,
       state, title, present_way, proposed_way, evidence, minutes_now, minutes_after, times_a_year, people,
       filed_at, created_at, updated_at)
     select 'B-' || gen_random_uuid(), s.initiative_id, p.id, p.name, p.unit_id, p.unit_name, s.owner_unit_id,
       (array['filed','in-approval','adopted','adopted','done','declined'])[1 + i % 6],
       '窓口の書類確認をまとめる（' || i || '）', '二人が別々に確かめている。', '一度で済ませる。', '業務記録から。',
       60 + i % 90, 10 + i % 40, 12 + i % 240, 1 + i % 9, t.at, t.at, t.at
     from generate_series(1, $1::int) i
     cross join lateral (select now() - (i % 730) * interval '1 day' - i * interval '1 second' as at) t
     join people p on p.at = i % p.n
     join sheets s on s.at = i % s.n`,
    [count],
  )
  await client.query("vacuum analyze improvement")
}
