/** A file that cannot be taken as ordinances. The message is a Japanese sentence for whoever imports it; nothing of the file is used. */
export class UnreadableOrdinance extends Error {
  override name = "UnreadableOrdinance"
}
