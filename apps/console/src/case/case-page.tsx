// One case (办件): where it stands, its three dates, who has answered, what may be done next and why not the rest.
import { useParams } from 'react-router';
import { useCase, useItem } from '../api/queries';
import { ProblemError } from '#screens/problem';
import { ActDesk } from '../act/act-desk';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { CaseHead } from './case-head';
import { CaseNames } from './case-names';
import { CoReview } from './co-review';
import { FormValues } from './form-values';
import { CopiesSent } from './copies-sent';
import { CreditRecord } from './credit-record';
import { PartOfBundle } from './part-of-bundle';
import { Papers } from './papers';
import { RuleFindings } from './rule-findings';
import { HeardAndScored } from './heard-and-scored';
import { SimilarCases } from './similar-cases';
import { ShownToThePublic } from './shown-to-the-public';
import { ThreeDates } from './three-dates';
import { Timeline } from './timeline';

export function Component() {
  const { t } = useLanguage();
  const { number = '' } = useParams();
  const heading = usePage(t('case.title', { number }));
  const found = useCase(number);
  const item = useItem(found.data?.item);
  const retry = () => void (found.isError ? found.refetch() : item.refetch());
  if (!found.data || !item.data) {
    const error = found.error ?? item.error;
    if (!error) return <Loading />;
    return error instanceof ProblemError && error.problem.status === 404 ? (
      <Message heading={heading} title={t('state.noCase')} lead={t('state.noCaseLead', { number })} />
    ) : (
      <ProblemPage heading={heading} error={error} onRetry={retry} />
    );
  }
  const view = found.data;
  return (
    <CaseNames view={view} item={item.data}>
      {found.isError && (
        <p className="note" role="alert">
          {t('state.offline')}
        </p>
      )}
      <CaseHead view={view} heading={heading} />
      <p className="visually-hidden" role="status">
        {t('case.updated', { status: t(`status.${view.status}`) })}
      </p>
      <div className="case-columns">
        <ActDesk view={view} item={item.data} />
        <div className="case-main">
          <CreditRecord credit={view.credit} />
          <PartOfBundle bundle={view.bundle} />
          <SimilarCases similar={view.similar} />
          <ThreeDates view={view} item={item.data} />
          <CoReview view={view} />
          <RuleFindings check={view.check} />
          <HeardAndScored view={view} />
          <ShownToThePublic publicity={view.publicity} />
          <CopiesSent copies={view.copies} />
          <FormValues schema={item.data.form} form={view.form} />
          <Papers instruments={view.instruments} />
          <Timeline view={view} schema={item.data.form} />
        </div>
      </div>
    </CaseNames>
  );
}
