export interface Crumb {
  title: string
  /** Without one it is the page itself. */
  href?: string
}

/** Where this page stands, from the top down. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label="現在位置">
      <ol>
        {crumbs.map((crumb) => (
          <li>{crumb.href ? <a href={crumb.href}>{crumb.title}</a> : <span aria-current="page">{crumb.title}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}
