// Notices that did not come: when the desk alone is away, everything else works, and that is said.
import { type Ref } from 'react';
import { isPassing } from '#screens/problem';
import { Message } from '../problem/message';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';

interface NoticesProblemProps {
  error: unknown;
  heading: Ref<HTMLHeadingElement>;
  onRetry: () => void;
}

export function NoticesProblem(props: NoticesProblemProps) {
  const { t } = useLanguage();
  if (!isPassing(props.error)) return <ProblemPage {...props} />;
  return <Message {...props} title={t('notices.away')} lead={t('notices.awayLead')} />;
}
