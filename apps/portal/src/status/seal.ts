// The seal in what a code holds: the whole address of a status or verification page, or the seal alone.

/** The seal in a text; null for a text that holds none. */
export function sealIn(text: string): string | null {
  const after = text.includes('#') ? text.slice(text.lastIndexOf('#') + 1) : text;
  const seal = after.trim();
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(seal) && seal.length <= 2000 ? seal : null;
}
