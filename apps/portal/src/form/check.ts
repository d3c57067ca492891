// The check of a form before it is sent, compiled by the server (our content policy forbids code from text). The door's word is last.
import { createPrecompiledValidator } from '@rjsf/validator-ajv8';
import { hashForSchema, type ErrorTransformer, type RJSFSchema, type ValidatorType } from '@rjsf/utils';
import { useQuery } from '@tanstack/react-query';
import * as formats from 'ajv-formats/dist/formats';
import * as equal from 'ajv/dist/runtime/equal';
import * as ucs2length from 'ajv/dist/runtime/ucs2length';
import { type ItemView } from '#contracts/registry.dto';
import { toRjsf } from './schema';

type Compiled = Parameters<typeof createPrecompiledValidator>[0][string];
type Script = { check: (load: (name: string) => unknown) => Compiled };

const PARTS: Readonly<Record<string, unknown>> = {
  'ajv-formats/dist/formats': formats,
  'ajv/dist/runtime/equal': equal,
  'ajv/dist/runtime/ucs2length': ucs2length,
};

/** What a script of ours asks for by name. @throws Error for a part that the portal does not carry. */
function partOf(name: string): unknown {
  if (!(name in PARTS)) throw new Error(`the check of a form asks for ${name}`);
  return PARTS[name];
}

/** A check that finds nothing: the server finds it, should the script not come. */
const NO_CHECK = Object.assign(() => true, { errors: null }) as unknown as Compiled;

/** The check of an item's form; undefined while it is on its way. */
export function useCheck({ code, version, form }: ItemView): ValidatorType | undefined {
  return useQuery({
    queryKey: ['check', code, version],
    queryFn: async () => {
      const schema = toRjsf(form);
      return createPrecompiledValidator({ [hashForSchema(schema)]: await compiled(code, version) }, schema);
    },
    staleTime: Infinity,
    structuralSharing: false,
  }).data;
}

async function compiled(code: string, version: string): Promise<Compiled> {
  const address = `/api/v1/items/${encodeURIComponent(code)}/form.js?version=${encodeURIComponent(version)}`;
  try {
    return ((await import(/* @vite-ignore */ address)) as Script).check(partOf);
  } catch (error) {
    console.warn('the check of this form did not come; the door alone will check it', error); // eslint-disable-line no-console -- a screen has no other log
    return NO_CHECK;
  }
}

/** Puts faults into words of the screen: `say` gets the keyword and what Ajv tells of it. */
export function inWords(say: (keyword: string, params: Record<string, unknown>) => string): ErrorTransformer {
  return (errors) =>
    errors.map((error) => ({
      ...error,
      message: say(error.name ?? '', (error.params ?? {}) as Record<string, unknown>),
    }));
}

/** The type of schemas that the check is made for. */
export type FormSchema = RJSFSchema;
