/**
 * Mounts the islands of a page: `<div data-island="name" data-given="JSON">…plain HTML…</div>`. The plain HTML works as it
 * is; it stays where scripts are off, and where the island does not come.
 */
interface Island {
  mount(place: HTMLElement, given: unknown): void
}

for (const place of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const address = `/assets/islands/${place.dataset.island}.js`
  void (import(address) as Promise<Island>).then(
    ({ mount }) => mount(place, JSON.parse(place.dataset.given ?? "null")),
    (reason: unknown) => console.warn(`island ${place.dataset.island} stays plain`, reason),
  )
}
