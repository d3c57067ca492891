// The explanation of a date, opened on demand.
import { type ReactNode } from 'react';
import { useLanguage } from '../language';

/** A line that opens what explains it. */
export function Explained({ name, lines, children }: { name: string; lines: string[]; children?: ReactNode }) {
  const { t } = useLanguage();
  return (
    <details className="explained">
      <summary>{t('dates.explain', { name })}</summary>
      <ol aria-label={t('dates.explained', { name })}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {children}
    </details>
  );
}
