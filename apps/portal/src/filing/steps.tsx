// Where in the filing one is.
import { useLanguage } from '#screens/language';

/** The steps of a filing, in their order. */
export const STEPS = ['parties', 'form', 'check'] as const;

/** One of them. */
export type Step = (typeof STEPS)[number];

export function Steps({ step }: { step: Step }) {
  const { t } = useLanguage();
  return (
    <ol className="steps" aria-label={t('filing.steps')}>
      {STEPS.map((one) => (
        <li key={one} aria-current={one === step ? 'step' : undefined}>
          {t(`filing.${one}`)}
        </li>
      ))}
    </ol>
  );
}
