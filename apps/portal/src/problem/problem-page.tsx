// A page whose question was refused or not answered: the reason in the reader's language, and what can be done.
import { NoAnswer, ProblemError } from '#screens/problem';
import { useLanguage } from '#screens/language';
import { Message } from './message';

interface ProblemPageProps {
  error: unknown;
  onRetry: () => void;
}

export function ProblemPage({ error, onRetry }: ProblemPageProps) {
  const { t, language } = useLanguage();
  if (error instanceof NoAnswer)
    return <Message title={t('state.noAnswer')} lead={t('state.noAnswerLead')} onRetry={onRetry} />;
  if (!(error instanceof ProblemError)) throw error;
  const { status, texts, requestId, code } = error.problem;
  const detail = requestId && status >= 500 ? t('state.requestId', { id: requestId }) : null;
  if (status === 403) return <Message title={t('state.forbidden')} lead={t('state.forbiddenLead')} detail={detail} />;
  if (code === 'NO_SUCH_CASE') return <Message title={texts[language]} lead={t('state.noCaseLead')} />;
  const isPassing = status >= 500;
  return (
    <Message
      title={texts[language]}
      lead={isPassing ? t('state.noAnswerLead') : ''}
      detail={detail}
      onRetry={isPassing ? onRetry : undefined}
    />
  );
}
