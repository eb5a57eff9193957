/** What is to be told of the document that a mock keeps: that it is another one now, or why the one on the disk is not kept. */
export class DocumentNews {
  readonly #listeners = new Set<() => void>();
  #problem: string | undefined;

  /** Why the document as it was saved last is not the one that is kept; undefined when it is. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** @param problem - why the document is not kept; without it, it is */
  tell(problem?: string): void {
    this.#problem = problem;
    for (const listener of this.#listeners) listener();
  }

  /**
   * Calls a function whenever there is news.
   * @returns a function that ends it
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
