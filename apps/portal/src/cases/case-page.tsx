// The applicant's own case: where it stands, what is to be done, three dates and why, what was written, what happened.
import { Link, useParams } from 'react-router';
import { type ItemView } from '#contracts/registry.dto';
import { useCase, useItem } from '../api/queries';
import { AnswerList } from '../filing/answer-list';
import { usePage } from '../frame/page';
import { EnterpriseName } from '../frame/enterprise-name';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { StaleNote } from '../problem/stale-note';
import { useLanguage } from '#screens/language';
import { CaseNames, useCaseNames } from './case-names';
import { Licence } from './licence';
import { OnPromise } from './on-promise';
import { Papers } from './papers';
import { StatusTag } from './status-tag';
import { ThreeDates } from './three-dates';
import { Timeline } from './timeline';
import { ToDo } from './to-do';
import { type ShownCase } from './view';

export function Component() {
  const { number } = useParams<'number'>();
  const view = useCase(number!);
  const item = useItem(view.data?.item);
  const failed = [view, item].find(({ isError, data }) => isError && !data);
  if (failed) return <ProblemPage error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!view.data || !item.data) return <Loading />;
  return (
    <CaseNames view={view.data}>
      <StaleNote isStale={view.isError} />
      <Case view={view.data} item={item.data} />
    </CaseNames>
  );
}

function Case({ view, item }: { view: ShownCase; item: ItemView }) {
  const { t, language } = useLanguage();
  const heading = usePage(`${item.name[language]} · ${view.number}`);
  return (
    <article>
      <p className="crumb">
        <Link to="/cases">{t('cases.title')}</Link>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {item.name[language]}
      </h1>
      <p className="case-line" role="status">
        <StatusTag status={view.status} /> <span className="number-small">{view.number}</span>
      </p>
      {view.round > 1 && <p className="note">{t('reconsideration.round', { count: view.round })}</p>}
      {view.bundle && (
        <p className="note">
          <Link to={`/bundles/${view.bundle.number}`}>{t('bundle.partOf')}</Link>
        </p>
      )}
      <OnPromise view={view} />
      <ToDo view={view} schema={item.form} />
      <Licence view={view} />
      <ThreeDates view={view} item={item} />
      <Parties view={view} />
      <Papers number={view.number} instruments={view.instruments ?? []} />
      <Timeline view={view} schema={item.form} />
      <section>
        <details className="fold">
          <summary>
            <h2>{t('case.form')}</h2>
          </summary>
          <AnswerList schema={item.form} form={view.form} />
        </details>
      </section>
    </article>
  );
}

function Parties({ view }: { view: ShownCase }) {
  const { t } = useLanguage();
  const names = useCaseNames();
  const { n, of } = view.review;
  return (
    <section aria-labelledby="parties">
      <h2 id="parties">{t('case.parties')}</h2>
      <dl className="facts">
        <dt>{t('case.applicant')}</dt>
        <dd>
          <EnterpriseName body={view.applicant} />
        </dd>
        <dt>{t('case.park')}</dt>
        <dd>{names.park}</dd>
        <dt>{t('case.owner')}</dt>
        <dd>
          {names.body(view.owner)}
          {view.owner !== view.inNameOf && (
            <p className="quiet">{t('case.inNameOf', { body: names.body(view.inNameOf) })}</p>
          )}
        </dd>
        {of > 0 && (
          <>
            <dt>{t('case.review')}</dt>
            <dd>
              {t('case.reviewed', { n, of })}
              {view.review.awaited.length > 0 && (
                <p className="quiet">
                  {t('case.awaited', { bodies: view.review.awaited.map(names.body).join(t('item.listSeparator')) })}
                </p>
              )}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
