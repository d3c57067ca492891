// A page whose question was refused or not answered: the reason in the reader's language, and what can be done.
import { type Ref } from 'react';
import { NoAnswer, ProblemError } from '#screens/problem';
import { useLanguage } from '#screens/language';
import { Message } from './message';

interface ProblemPageProps {
  error: unknown;
  heading?: Ref<HTMLHeadingElement>;
  onRetry: () => void;
}

export function ProblemPage({ error, heading, onRetry }: ProblemPageProps) {
  const { t, language } = useLanguage();
  const given = heading ? { heading } : {};
  if (error instanceof ProblemError) {
    const { status, texts, requestId } = error.problem;
    const detail = requestId ? t('state.requestId', { id: requestId }) : null;
    if (status === 403)
      return <Message {...given} title={t('state.forbidden')} lead={t('state.forbiddenLead')} detail={detail} />;
    const isTemporary = status >= 500;
    return (
      <Message
        {...given}
        title={texts[language]}
        lead={isTemporary ? t('state.noAnswerLead') : ''}
        detail={detail}
        onRetry={isTemporary ? onRetry : undefined}
      />
    );
  }
  if (error instanceof NoAnswer)
    return <Message {...given} title={t('state.noAnswer')} lead={t('state.noAnswerLead')} onRetry={onRetry} />;
  throw error;
}
