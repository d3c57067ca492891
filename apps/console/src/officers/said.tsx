// What stood against something that was asked or sent; empty while nothing does, so that a screen reader hears it come.
import { ProblemError } from '#screens/problem';
import { useLanguage } from '#screens/language';

export function Said({ error, isElsewhere = false }: { error: unknown; isElsewhere?: boolean }) {
  const { t, language } = useLanguage();
  const said =
    error === null || isElsewhere
      ? ''
      : error instanceof ProblemError
        ? error.problem.texts[language]
        : t('doing.noAnswer');
  return (
    <p className="problem" role="alert">
      {said}
    </p>
  );
}
