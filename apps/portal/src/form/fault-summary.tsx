// All faults at the top, each leading to its field; it takes the focus, so that nobody misses it.
import { type MouseEvent } from 'react';
import { useLanguage } from '#screens/language';

/** A fault: the id of its field, what the field is called (null = none), what is wrong. */
export interface Fault {
  id: string;
  title: string | null;
  message: string;
}

/** Where the summary can be found to be focused. */
export const SUMMARY = 'fault-summary';

export function FaultSummary({ faults }: { faults: readonly Fault[] }) {
  const { t } = useLanguage();
  const follow = (event: MouseEvent, id: string) => {
    event.preventDefault();
    focusField(id);
  };
  return (
    <div className="summary" id={SUMMARY} role="alert" tabIndex={-1}>
      <h2>{t('form.faults', { count: faults.length })}</h2>
      <ul>
        {faults.map(({ id, title, message }, n) => (
          <li key={n}>
            <a href={`#${id}`} onClick={(event) => follow(event, id)}>
              {title === null ? message : t('form.fault', { title, message })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Focuses the control of a field; of the nearest field around when there is none of its own. */
export function focusField(id: string): void {
  for (const parts = id.split('_'); parts.length > 0; parts.pop()) {
    const field = document.querySelector(`[data-field="${CSS.escape(parts.join('_'))}"]`);
    const control = field?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button, summary');
    if (!control) continue;
    control.focus();
    control.scrollIntoView({ block: 'center' });
    return;
  }
}
