// A named "no": what the law or the contract of an interface does not allow.

/**
 * Thrown by every rule that refuses. Nothing has been changed when it is thrown.
 * `code` is a key of the error table (`libs/contracts/errors.ts`) or of the command line's contract,
 * `params` fill the texts, `path` points into the caller's document (`acts.3.at`).
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, unknown>> = {},
    readonly path?: string,
  ) {
    super(code);
    this.name = 'Refusal';
  }
}
