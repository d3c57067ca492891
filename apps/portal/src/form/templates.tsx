// The templates of our form theme: how fields, groups and lists are laid out, and how faults are summed up.
import {
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  type ErrorListProps,
  type FieldTemplateProps,
  type ObjectFieldTemplateProps,
  type TemplatesType,
} from '@rjsf/utils';
import { useLanguage } from '#screens/language';
import { FaultSummary } from './fault-summary';

/** Label, help and faults stand inside of the widgets; here is only the place that faults lead to. */
function Field({ id, children, hidden }: FieldTemplateProps) {
  return (
    <div data-field={id} hidden={hidden === true}>
      {children}
    </div>
  );
}

function Group({ title, properties, fieldPathId }: ObjectFieldTemplateProps) {
  const fields = properties.map(({ content }) => content);
  if (fieldPathId.path.length === 0) return <>{fields}</>;
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      {fields}
    </fieldset>
  );
}

function Rows({ title, items, canAdd, onAddClick, rawErrors }: ArrayFieldTemplateProps) {
  const { t } = useLanguage();
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      {rawErrors?.map((fault) => (
        <p key={fault} className="fault">
          {fault}
        </p>
      ))}
      {items}
      {canAdd && (
        <button type="button" className="button button-plain" onClick={onAddClick}>
          {t('list.add')}
        </button>
      )}
    </fieldset>
  );
}

function Row({ children, buttonsProps, index }: ArrayFieldItemTemplateProps) {
  const { t } = useLanguage();
  return (
    <div className="array-row">
      {children}
      {buttonsProps.hasRemove && (
        <button type="button" className="link-button" onClick={buttonsProps.onRemoveItem}>
          {t('list.remove', { n: index + 1 })}
        </button>
      )}
    </div>
  );
}

function Faults({ errors, registry }: ErrorListProps) {
  const { prefix, titleOf } = registry.formContext as FormPlace;
  const faults = errors.map(({ property = '', message = '' }) => {
    const path = partsOfProperty(property);
    return { id: [prefix, ...path].join('_'), title: titleOf(path), message };
  });
  return <FaultSummary faults={faults} />;
}

/** What the theme must know of the form around. */
export interface FormPlace {
  prefix: string;
  titleOf: (path: readonly string[]) => string | null;
}

/** `.plan.people.0['a b']` -> plan, people, 0, a b: how the form library writes where a fault is; the first dot may be missing. */
export function partsOfProperty(property: string): string[] {
  const parts = (/^[.[]/.test(property) ? property : `.${property}`).matchAll(/\.([^.[\]]+)|\['([^']+)'\]|\[(\d+)\]/g);
  return [...parts].map(([, plain, quoted, index]) => plain ?? quoted ?? index!);
}

/** The templates by the names under which the form library asks for them. */
export const TEMPLATES: Partial<TemplatesType> = {
  FieldTemplate: Field,
  ObjectFieldTemplate: Group,
  ArrayFieldTemplate: Rows,
  ArrayFieldItemTemplate: Row,
  ErrorListTemplate: Faults,
};
