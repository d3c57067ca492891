// What stood against something that was sent, beside the button that sent it.
import { ProblemError } from '#screens/problem';
import { useLanguage } from '#screens/language';

export function ProblemLine({ error }: { error: unknown }) {
  const { t, language } = useLanguage();
  const said =
    error === null ? '' : error instanceof ProblemError ? error.problem.texts[language] : t('state.mayBeDone');
  return (
    <p className="problem-line" role="alert">
      {said}
    </p>
  );
}
