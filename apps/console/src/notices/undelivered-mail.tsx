// One mail that did not go out: of which case, to whom, why, how often it was tried and when again.
import { Button } from 'antd';
import { type ReactNode } from 'react';
import { Link } from 'react-router';
import { type UndeliveredView } from '#contracts/notices.dto';
import { maySeeFigures } from '#rules/access';
import { LIFECYCLE } from '#rules/lifecycle';
import { me } from '#screens/session';
import { kindOf } from '../case/who';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';
import { mailFault } from './mail-fault';

interface UndeliveredMailProps {
  mail: UndeliveredView;
  name: string;
  isBusy: boolean;
  onSend: () => void;
}

export function UndeliveredMail({ mail, name, isBusy, onSend }: UndeliveredMailProps) {
  const { t, maybe, language } = useLanguage();
  const { number, act, at, state, attempts, nextAt, error } = mail;
  const event = LIFECYCLE.find((row) => row.act === act)?.event;
  return (
    <li className="card">
      <p className="row">
        <span className={`tag ${state === 'FAILED' ? 'card-red' : 'card-yellow'}`}>
          {t(`undelivered.state.${state}`)}
        </span>
        {/* Whoever runs the house sees that mail is stuck, and not the cases. */}
        {maySeeFigures(me().mandates) ? (
          <Link className="number" to={`/cases/${number}`}>
            {number}
          </Link>
        ) : (
          <span className="number">{number}</span>
        )}
        <span>{(event && maybe(`event.${kindOf(event)}`)) ?? act}</span>
      </p>
      <dl className="facts">
        <Fact name={t('undelivered.to')}>{name}</Fact>
        {error !== null && (
          <Fact name={t('undelivered.why')}>
            <Fault code={error} />
          </Fact>
        )}
        <Fact name={t('undelivered.tries')}>{t('undelivered.times', { n: attempts })}</Fact>
        <Fact name={t('undelivered.next')}>
          {nextAt === null ? t('undelivered.noNext') : <time dateTime={nextAt}>{timeText(nextAt, language)}</time>}
        </Fact>
        <Fact name={t('undelivered.at')}>
          <time dateTime={at}>{timeText(at, language)}</time>
        </Fact>
      </dl>
      <p>
        <Button
          size="small"
          aria-label={t('undelivered.sendAgainOf', { number, name })}
          aria-disabled={isBusy}
          onClick={onSend}
        >
          {t('undelivered.sendAgain')}
        </Button>
      </p>
    </li>
  );
}

function Fault({ code }: { code: string }) {
  const { t } = useLanguage();
  const { kind, smtp } = mailFault(code);
  return (
    <>
      {t(`undelivered.fault.${kind}`, { smtp })} <span className="quiet nowrap">{t('undelivered.code', { code })}</span>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
