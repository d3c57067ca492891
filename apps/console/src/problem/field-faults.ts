// What the server found wrong, put at the fields of a form that it is about.
import { type FormInstance } from 'antd';
import { useEffect } from 'react';
import { ProblemError } from '#screens/problem';
import { useLanguage } from '#screens/language';

/** The field that a JSON pointer is about; null = none of this form's. */
export type PlaceOf = (pointer: string) => (string | number)[] | null;

/** Puts them there, with the focus at the first. `placeOf` must stay the same function. */
export function useFieldFaults<Values>(error: unknown, form: FormInstance<Values>, placeOf: PlaceOf): void {
  const { language } = useLanguage();
  useEffect(() => {
    const faults = faultsOf(error).flatMap(({ pointer, ...texts }) => {
      const name = placeOf(pointer);
      return name ? [{ name, errors: [texts[language]] }] : [];
    });
    form.setFields(faults as Parameters<typeof form.setFields>[0]);
    if (faults[0]) form.focusField(faults[0].name as Parameters<typeof form.focusField>[0]);
  }, [error, form, language, placeOf]);
}

/** Is everything that was found wrong about a field of the form? Then nothing needs to be said beside it. */
export function isAtFields(error: unknown, placeOf: PlaceOf): boolean {
  const faults = faultsOf(error);
  return faults.length > 0 && faults.every(({ pointer }) => placeOf(pointer) !== null);
}

const faultsOf = (error: unknown) => (error instanceof ProblemError ? (error.problem.errors ?? []) : []);
