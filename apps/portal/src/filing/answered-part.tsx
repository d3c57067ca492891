// A part of what was answered, under its title, with the way back to it.
import { type ReactNode } from 'react';
import { useLanguage } from '#screens/language';

export function AnsweredPart({
  title,
  onChange,
  children,
}: {
  title: string;
  onChange: () => void;
  children: ReactNode;
}) {
  const { t } = useLanguage();
  return (
    <section className="part">
      <div className="part-head">
        <h2>{title}</h2>
        <button type="button" className="link-button" onClick={onChange} aria-label={t('filing.changeOf', { title })}>
          {t('filing.change')}
        </button>
      </div>
      {children}
    </section>
  );
}
