import { BlockList, isIP } from "node:net"
import type { Context } from "hono"

/** Where a request comes from, for limits and the record: the socket's other end, or what a trusted proxy says of it. */
export function addressOf(c: Context, trustedProxies: readonly string[]): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return clientAddress(incoming?.socket?.remoteAddress ?? "", c.req.header("x-forwarded-for"), trustedProxies)
}

/**
 * X-Forwarded-For is a list that each proxy lengthens on the right; anybody may have begun it. Read from the right, the
 * first address that is no proxy of ours is the client; nothing left of it is believed.
 */
export function clientAddress(remote: string, forwardedFor: string | undefined, trustedProxies: readonly string[]): string {
  const trusted = listOf(trustedProxies)
  let known = plain(remote)
  for (const said of (forwardedFor ?? "").split(",").reverse()) {
    if (!isTrusted(trusted, known)) break
    const address = plain(said.trim().replace(/^\[([^\]]+)\](?::\d+)?$/, "$1").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1"))
    if (isIP(address) === 0) break
    known = address
  }
  return known
}

/** ::ffff:192.0.2.1 is 192.0.2.1: a socket that listens on both kinds writes it so. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "")
}

function isTrusted(trusted: BlockList, address: string): boolean {
  const version = isIP(address)
  return version !== 0 && trusted.check(address, version === 6 ? "ipv6" : "ipv4")
}

const lists = new WeakMap<readonly string[], BlockList>()

function listOf(networks: readonly string[]): BlockList {
  const known = lists.get(networks)
  if (known) return known
  const list = new BlockList()
  for (const network of networks) {
    const [address = "", bits] = network.split("/")
    const type = isIP(address) === 6 ? "ipv6" : "ipv4"
    if (bits === undefined) list.addAddress(address, type)
    else list.addSubnet(address, Number(bits), type)
  }
  lists.set(networks, list)
  return list
}
