// An officer who leaves (移交): what there is, whom it goes to, a second look, and what became of each step.
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type HandOverDto } from '#contracts/deputies.dto';
import { isAtFields, type PlaceOf, useFieldFaults } from '../problem/field-faults';
import { Loading } from '#screens/parts/loading';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { type AnOfficer } from './an-officer';
import { type HandedStep, type OfficerWork, useHandingOver, useOfficerWork } from './arrange';
import { useOfficerTexts } from './officer-texts';
import { Said } from './said';

const placeOf: PlaceOf = (pointer) => (['/to', '/lastDay', '/reason'].includes(pointer) ? [pointer.slice(1)] : null);

export function HandOver({ officer, all }: { officer: AnOfficer; all: readonly AnOfficer[] }) {
  const { t } = useLanguage();
  const work = useOfficerWork(officer.id);
  return (
    <section className="panel" aria-labelledby="hand-over">
      <h2 id="hand-over">{t('handOver.title', { name: officer.name })}</h2>
      <p className="quiet">{t('handOver.lead')}</p>
      {work.isPending && <Loading />}
      <Said error={work.error} />
      {work.data && (
        <>
          <Held work={work.data} officer={officer} />
          <HandOverForm officer={officer} all={all} work={work.data} />
        </>
      )}
    </section>
  );
}

/** What the officer holds: offices with their last day, and the steps on the desk. */
function Held({ work: { mandates, steps }, officer }: { work: OfficerWork; officer: AnOfficer }) {
  const { t, language } = useLanguage();
  const { officeName } = useOfficerTexts([{ ...officer, offices: mandates as AnOfficer['offices'] }]);
  return (
    <>
      <ul>
        {mandates.map((office) => (
          <li key={`${office.role} ${office.body} ${office.from}`}>
            {officeName(office)}
            {office.to !== null && ` ${t('handOver.until', { on: dayText(office.to, language) })}`}
          </li>
        ))}
      </ul>
      <p>{t('handOver.count', { n: steps.length })}</p>
      {steps.length > 0 && (
        <details>
          <summary>{t('handOver.steps')}</summary>
          <ul>
            {steps.map(({ number, step, kind }) => (
              <li key={`${number} ${step}`}>
                <StepLine number={number} kind={kind} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function StepLine({ number, kind }: { number: string; kind: string }) {
  const { t } = useLanguage();
  return (
    <>
      <Link to={`/cases/${number}`} className="number">
        {number}
      </Link>{' '}
      {t(`kind.${kind}`, { defaultValue: kind })}
    </>
  );
}

function HandOverForm({ officer, all, work }: { officer: AnOfficer; all: readonly AnOfficer[]; work: OfficerWork }) {
  const { t, language } = useLanguage();
  const [form] = Form.useForm<HandOverDto>();
  const [toConfirm, setToConfirm] = useState<HandOverDto | null>(null);
  const { mutate, isPending, error, data } = useHandingOver(officer.id);
  useFieldFaults(error, form, placeOf);
  const { optionsOf } = useOfficerTexts(all);
  const required = [{ required: true, message: t('doing.required') }];
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? id;
  const review = ({ to, lastDay, reason = '' }: HandOverDto) =>
    setToConfirm({ to, lastDay, ...(reason.trim() !== '' && { reason: reason.trim() }) });
  return (
    <>
      <Form
        form={form}
        name="hand-over"
        layout="vertical"
        className="officer-form"
        aria-label={t('handOver.begin')}
        onFinish={review}
        scrollToFirstError={{ focus: true }}
        validateTrigger="onSubmit"
      >
        <Said error={error} isElsewhere={isAtFields(error, placeOf)} />
        <Form.Item name="to" label={t('handOver.to')} rules={required} extra={t('handOver.toHelp')}>
          <Select
            options={optionsOf(all.filter(({ id }) => id !== officer.id))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Form.Item name="lastDay" label={t('handOver.lastDay')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('handOver.reason') + t('doing.optional')}
          rules={[{ min: 2, message: t('doing.tooShort', { n: 2 }) }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
        </Form.Item>
        <p>
          <Button type="primary" htmlType="submit">
            {t('handOver.begin')}
          </Button>
        </p>
      </Form>
      {data && <Handed rows={data.rows} />}
      {toConfirm && (
        <Modal title={t('handOver.sure')} open onCancel={() => setToConfirm(null)} footer={null}>
          <p>
            {t('handOver.sureLead', {
              ...{ name: officer.name, to: nameOf(toConfirm.to), n: work.steps.length },
              on: dayText(toConfirm.lastDay, language),
            })}
          </p>
          <p className="row end">
            <Button onClick={() => setToConfirm(null)}>{t('state.cancel')}</Button>
            <Button
              type="primary"
              danger
              loading={isPending}
              // Whatever the answer, it stands below the form, or at its fields.
              onClick={() => mutate(toConfirm, { onSettled: () => setToConfirm(null) })}
            >
              {t('handOver.confirm')}
            </Button>
          </p>
        </Modal>
      )}
    </>
  );
}

/** Row by row: handed on, given back because the successor may not do it, or refused. */
function Handed({ rows }: { rows: readonly HandedStep[] }) {
  const { t, language } = useLanguage();
  const countOf = (outcome: HandedStep['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return (
    <div role="status" className="handed">
      <p>
        <strong>
          {t('handOver.done', {
            done: countOf('REASSIGNED'),
            released: countOf('RELEASED'),
            refused: countOf('REFUSED'),
          })}
        </strong>
      </p>
      <ol>
        {rows.map(({ number, step, kind, outcome, why, problem }) => (
          <li key={`${number} ${step}`}>
            <StepLine number={number} kind={kind} />: {t(`handOver.outcome.${outcome}`)}
            {why !== undefined && ` (${t(`handOver.why.${why}`)})`}
            {problem && ` (${problem.texts[language]})`}
          </li>
        ))}
      </ol>
      {countOf('REFUSED') > 0 && <p>{t('handOver.again')}</p>}
    </div>
  );
}
