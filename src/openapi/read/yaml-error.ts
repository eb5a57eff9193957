/** Text that is neither YAML nor JSON. The message is a sentence without file or line. */
export class YamlError extends Error {
  override readonly name = 'YamlError';

  /** @param line - from 1; undefined when it is not known */
  constructor(
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }
}
