// What a field of an act is called: by its act, by its name, and until it has texts by the API's own description.
import { useLanguage } from '#screens/language';
import { type ActField } from './act-shape';

/** Labels and hints of an act's fields. `within` names the list that a row's field belongs to. */
export function useFieldText(act: string) {
  const { t, maybe } = useLanguage();
  const labelOf = ({ name, schema }: ActField, within?: string): string =>
    (within ? maybe(`field.${within}_${name}`) : (maybe(`fieldOf.${act}.${name}`) ?? maybe(`field.${name}`))) ??
    schema.description ??
    name;
  const helpOf = ({ name, schema }: ActField, max?: number): string | null =>
    maybe(`fieldHelp.${act}.${name}`, { max: max ?? schema.maximum });
  const templatesOf = ({ name }: ActField, params: Record<string, unknown>): string[] => {
    const key = `template.${act}.${name}`;
    return maybe(key) === null ? [] : (t(key, { returnObjects: true, ...params }) as unknown as string[]);
  };
  return { labelOf, helpOf, templatesOf };
}
