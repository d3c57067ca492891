// What stood against something that was sent from this page.
import { ProblemError } from '#screens/problem';
import { useLanguage } from '#screens/language';

export function Outcome({ error }: { error: unknown }) {
  const { t, language } = useLanguage();
  return (
    <div className="problem" role="alert">
      {error ? (error instanceof ProblemError ? error.problem.texts[language] : t('state.offline')) : null}
    </div>
  );
}
