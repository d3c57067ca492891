// The applicant's correction: everything the notice names, each leading to its field, and the form as it was filed (行政许可法 32).
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type ItemView } from '#contracts/registry.dto';
import { ProblemError } from '#screens/problem';
import { useCase, useItem } from '../api/queries';
import { useSending } from '../api/sending';
import { type ShownCase } from '../cases/view';
import { useCheck } from '../form/check';
import { ItemForm, type Filled } from '../form/item-form';
import { TextEntry } from '../form/text-entry';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { ProblemLine } from '../problem/problem-line';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { defectsOf } from './defects';
import { DefectList } from './defect-list';

export function Component() {
  const { t } = useLanguage();
  const { number } = useParams<'number'>();
  const view = useCase(number!);
  const item = useItem(view.data?.item);
  const failed = [view, item].find(({ isError, data }) => isError && !data);
  if (failed) return <ProblemPage error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!view.data || !item.data) return <Loading />;
  const due = ['supplement', 'bring-late-material'].find((name) => view.data.next.some(({ act }) => act === name));
  if (due === undefined)
    return (
      <Message title={t('supplement.notNow')} lead={t('supplement.notNowLead')}>
        <Link to={`/cases/${number}`}>{t('receipt.toCase')}</Link>
      </Message>
    );
  return <Supplement view={view.data} item={item.data} act={due} />;
}

function Supplement({ view, item, act }: { view: ShownCase; item: ItemView; act: string }) {
  const { t } = useLanguage();
  const title = t(act === 'supplement' ? 'supplement.title' : 'supplement.titleLate');
  const heading = usePage(title);
  // While the form is on its way there are no fields to be led to.
  const isOnForm = useCheck(item) !== undefined;
  const navigate = useNavigate();
  const sending = useSending(`/api/v1/cases/${view.number}/acts/${act}`);
  const [form, setForm] = useState<Filled>(view.form);
  const [remark, setRemark] = useState('');
  const faults = sending.error instanceof ProblemError ? (sending.error.problem.errors ?? []) : [];
  const send = async (filled: Filled) => {
    const said = remark.trim();
    const done = await sending.send({ form: filled, ...(said !== '' && { remark: said }) });
    if (done) await navigate(`/cases/${view.number}`, { replace: true });
  };
  return (
    <>
      <p className="crumb">
        <Link to={`/cases/${view.number}`}>{view.number}</Link>
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <DefectList defects={defectsOf(view.timeline)} schema={item.form} isOnForm={isOnForm} />
      <ItemForm item={item} value={form} faults={faults} onChange={setForm} onDone={(filled) => void send(filled)}>
        <TextEntry
          label={t('supplement.remark')}
          isRequired={false}
          isLong
          value={remark}
          onChange={setRemark}
          maxLength={2000}
        />
        <ProblemLine error={sending.error} />
        <p className="row">
          <button type="submit" className="button" aria-disabled={sending.isBusy}>
            {sending.isBusy ? t('filing.sending') : t('supplement.send')}
          </button>
        </p>
      </ItemForm>
    </>
  );
}
