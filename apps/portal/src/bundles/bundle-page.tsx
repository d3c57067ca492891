// The applicant's bundle (一件事): where each of its parts stands, which waits for which, and taking back what is not filed.
import { Link, useParams } from 'react-router';
import { type BundlePartView, type BundleView } from '#contracts/bundles.dto';
import { useBundle, useCatalogueNames } from '../api/queries';
import { StatusTag } from '../cases/status-tag';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { StaleNote } from '../problem/stale-note';
import { useLanguage } from '#screens/language';
import { timeText } from '#screens/times';
import { TakeBack } from './take-back';

export function Component() {
  const { number } = useParams<'number'>();
  const found = useBundle(number!);
  if (found.isError && !found.data) return <ProblemPage error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <>
      <StaleNote isStale={found.isError} />
      <Bundle view={found.data} />
    </>
  );
}

function Bundle({ view }: { view: BundleView }) {
  const { t, language } = useLanguage();
  const { number, name, status, filedAt, parts, mayWithdraw } = view;
  const heading = usePage(`${name[language]} · ${number}`);
  return (
    <article>
      <p className="crumb">
        <Link to="/cases">{t('cases.title')}</Link>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {name[language]}
      </h1>
      <p className="case-line" role="status">
        <span className="tag">{t(`bundle.status.${status}`)}</span> <span className="number-small">{number}</span>
      </p>
      <p className="quiet">{t('cases.received', { at: timeText(filedAt, language) })}</p>
      <p>{t('bundle.lead')}</p>
      <ol className="cases">
        {parts.map((part) => (
          <Part key={part.part} part={part} all={parts} />
        ))}
      </ol>
      {mayWithdraw && <TakeBack number={number} />}
    </article>
  );
}

function Part({ part, all }: { part: BundlePartView; all: readonly BundlePartView[] }) {
  const { t, language } = useLanguage();
  const { itemName, parkName } = useCatalogueNames();
  const { item, park, number, status, after, dropped } = part;
  const before = all.filter(({ part: name }) => after.includes(name)).map((one) => itemName(one.item));
  return (
    <li>
      {number !== null && status !== null ? (
        <Link to={`/cases/${number}`}>
          <strong>{itemName(item)}</strong>
          <StatusTag status={status} />
        </Link>
      ) : (
        <p>
          <strong>{itemName(item)}</strong>{' '}
          <span className={dropped ? 'tag tag-end' : 'tag'}>{t(dropped ? 'bundle.notFiled' : 'bundle.waits')}</span>
        </p>
      )}
      <p className="quiet">
        {number !== null && `${number} · `}
        {parkName(park)}
        {before.length > 0 && ` · ${t('bundle.after', { items: before.join(t('item.listSeparator')) })}`}
      </p>
      {dropped && (
        <p className="quiet">
          {t(`bundle.dropped.${dropped.why}`)} · {timeText(dropped.at, language)}
        </p>
      )}
    </li>
  );
}
