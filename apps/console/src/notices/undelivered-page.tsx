// Mail that did not go out (未发出的邮件), for whoever runs the house or watches the zone: why, what comes next, and another try.
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { type UndeliveredView } from '#contracts/notices.dto';
import { maySeeUndelivered } from '#rules/access';
import { ProblemError } from '#screens/problem';
import { useNames } from '../api/queries';
import { me } from '#screens/session';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { useLanguage } from '#screens/language';
import { NoticeParts } from './notice-parts';
import './notices.css';
import { NoticesProblem } from './notices-problem';
import { useSendingAgain, useUndelivered } from './undelivered';
import { UndeliveredMail } from './undelivered-mail';

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('undelivered.title'));
  if (!maySeeUndelivered(me().mandates))
    return <Message heading={heading} title={t('state.forbidden')} lead={t('state.forbiddenLead')} />;
  return <Undelivered heading={heading} />;
}

function Undelivered({ heading }: { heading: ReturnType<typeof usePage> }) {
  const { t } = useLanguage();
  const mails = useUndelivered();
  const all = mails.data?.pages.flatMap(({ items }) => items) ?? [];
  const nameOf = usePersonName(all);
  if (mails.isPending) return <Loading />;
  if (!mails.data) return <NoticesProblem heading={heading} error={mails.error} onRetry={() => void mails.refetch()} />;
  return (
    <>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {t('undelivered.title')}
        </h1>
        <p className="quiet">{t('undelivered.lead')}</p>
      </div>
      <NoticeParts />
      {mails.isError && (
        <p className="note" role="alert">
          {t('state.offline')}
        </p>
      )}
      <Mails mails={all} nameOf={nameOf} />
      {mails.hasNextPage && (
        <p className="row centred">
          <Button loading={mails.isFetchingNextPage} onClick={() => void mails.fetchNextPage()}>
            {t('state.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Officers by name; applicants' own people are told to nobody but by their number. */
function usePersonName(mails: readonly UndeliveredView[]): (person: string) => string {
  const { t } = useLanguage();
  const nameOf = useNames(mails.map(({ person }) => `person:${person}`));
  return (person) => {
    const name = nameOf(`person:${person}`);
    return name === `person:${person}` ? t('undelivered.person', { id: person }) : name;
  };
}

interface MailsProps {
  mails: readonly UndeliveredView[];
  nameOf: (id: string) => string;
}

function Mails({ mails, nameOf }: MailsProps) {
  const { t } = useLanguage();
  const { mutate, error, variables, isPending } = useSendingAgain();
  const outcome = useRef<HTMLDivElement>(null);
  // The mail that was sent leaves the list, and its button with the focus: what became of it takes it.
  useEffect(() => {
    if (variables && document.activeElement === document.body) outcome.current?.focus();
  }, [mails, variables]);
  return (
    <>
      <div className="outcome" role="status" ref={outcome} tabIndex={-1}>
        {variables && !isPending && (
          <Answer
            mail={variables}
            name={nameOf(variables.person)}
            isListed={mails.some(({ id }) => id === variables.id)}
            error={error}
          />
        )}
      </div>
      {mails.length === 0 ? (
        <div className="empty">
          <h2>{t('undelivered.empty')}</h2>
          <p className="quiet">{t('undelivered.emptyLead')}</p>
        </div>
      ) : (
        <ul className="cards undelivered" aria-label={t('undelivered.title')}>
          {mails.map((mail) => (
            <UndeliveredMail
              key={mail.id}
              mail={mail}
              name={nameOf(mail.person)}
              isBusy={isPending && variables.id === mail.id}
              onSend={() => !isPending && mutate(mail)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface AnswerProps {
  mail: UndeliveredView;
  name: string;
  isListed: boolean;
  error: unknown;
}

/** What the house answered, of a mail that may have left the list. */
function Answer({ mail: { number }, name, isListed, error }: AnswerProps) {
  const { t, language } = useLanguage();
  if (error === null) return <>{t(isListed ? 'undelivered.queued' : 'undelivered.left', { number, name })}</>;
  const answer = error instanceof ProblemError ? error.problem.texts[language] : t('state.offline');
  return <>{t('undelivered.said', { number, name, answer })}</>;
}
