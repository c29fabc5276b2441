/** So many side by side; whoever comes later waits in line. */
export class Turns {
  #free: number
  #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** To the next in line, or back. */
  give(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free++
  }

  async during<T>(act: () => Promise<T>): Promise<T> {
    await this.take()
    try {
      return await act()
    } finally {
      this.give()
    }
  }
}
