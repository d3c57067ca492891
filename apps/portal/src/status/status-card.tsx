// The state of a case in one look: stage, whose turn it is, how many departments have answered, how long it will take.
import { StatusTag } from '../cases/status-tag';
import { usePage } from '../frame/page';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';

interface Both {
  zh: string;
  en: string;
}

/** What the API tells of a case to whoever holds its seal. */
export interface CaseStatus {
  number: string;
  item: Both;
  park: Both;
  status: string;
  holder: Both | null;
  reviews: { n: number; of: number };
  receivedOn: string;
  acceptedOn: string | null;
  due: { on: string; provisional: boolean } | null;
  paused: boolean;
  workdaysLeft: number | null;
  endedOn: string | null;
}

type Row = [name: string, value: string];

export function StatusCard({ status }: { status: CaseStatus }) {
  const { t, language } = useLanguage();
  const heading = usePage(`${status.item[language]} · ${status.number}`);
  const day = (on: string) => dayText(on, language);
  const { due, reviews, workdaysLeft } = status;
  const rows: Row[] = [
    [t('case.park'), status.park[language]],
    ...(status.holder ? [[t('progress.holder'), status.holder[language]] as Row] : []),
    ...(reviews.of > 0 ? [[t('case.review'), t('case.reviewed', reviews)] as Row] : []),
    [t('progress.receivedOn'), day(status.receivedOn)],
    ...(status.acceptedOn ? [[t('progress.acceptedOn'), day(status.acceptedOn)] as Row] : []),
    ...(due
      ? [[t('progress.due'), due.provisional ? t('progress.provisional', { on: day(due.on) }) : day(due.on)] as Row]
      : []),
    ...(workdaysLeft === null ? [] : [[t('progress.left'), t('unit.workday', { count: workdaysLeft })] as Row]),
    ...(status.endedOn ? [[t('progress.endedOn'), day(status.endedOn)] as Row] : []),
  ];
  return (
    <div className="narrow">
      <h1 ref={heading} tabIndex={-1}>
        {status.item[language]}
      </h1>
      <p className="case-line">
        <StatusTag status={status.status} /> <span className="number-small">{status.number}</span>
      </p>
      {status.paused && <p className="note">{t('progress.paused')}</p>}
      <dl className="answers">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t('progress.masked')}</p>
    </div>
  );
}
