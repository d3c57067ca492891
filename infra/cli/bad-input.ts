// A fault of the caller: exit 2, with the place it lies in.
import { type Language, type Text } from './texts';

/** What the caller gave cannot be used. `path` is the option, or the place in a document (`acts.3.at`), or null. */
export class BadInput extends Error {
  constructor(
    private readonly said: Text,
    readonly path: string | null = null,
  ) {
    super(said.en);
  }

  in(language: Language): string {
    return this.said[language];
  }
}
