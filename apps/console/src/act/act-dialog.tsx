// The dialog of any act: its fields from the API's document, what it does, a second look where it ends something, and what stood against it.
import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { isPersonAct, transition } from '#rules/lifecycle';
import { ALWAYS_FREE } from '#rules/reduce';
import { type ItemView } from '#contracts/registry.dto';
import { isPassing, ProblemError } from '#screens/problem';
import { type ShownCase } from '../case/view';
import { lastSeen } from '../case/who';
import { useFieldFaults } from '../problem/field-faults';
import { Loading } from '#screens/parts/loading';
import { useLanguage } from '#screens/language';
import { ActFields } from './act-fields';
import { fieldsOf, summaryOf, type ActField } from './act-shape';
import { Against, Overtaken } from './against';
import { bodyFrom, demandsOf, isFinal, namePathOf, type Values } from './demands';
import { dropDraft, draftOf, keepDraft } from './drafts';
import { SecondLook } from './second-look';
import { useActDocument, useSending } from './send';

interface ActDialogProps {
  act: string;
  view: ShownCase;
  item: ItemView;
  /** Called with what is said of it when the act was done, with null when it was given up. */
  onClose: (done: string | null) => void;
}

export function ActDialog(props: ActDialogProps) {
  const { t, maybe } = useLanguage();
  const document = useActDocument();
  const { act, view, onClose } = props;
  const name = maybe(`act.${act}.name`) ?? (document.data ? summaryOf(document.data, act) : act);
  const fields = document.data ? fieldsOf(document.data, act) : undefined;
  return (
    <Modal
      title={`${name} · ${view.number}`}
      open
      onCancel={() => onClose(null)}
      footer={null}
      width={640}
      mask={{ closable: false }}
    >
      {fields ? (
        <ActForm {...props} name={name} fields={fields} />
      ) : document.isPending ? (
        <Loading />
      ) : (
        <p role="alert" className="problem">
          {t(document.isError ? 'state.noAnswerLead' : 'doing.unknownAct')}
        </p>
      )}
    </Modal>
  );
}

function ActForm({ act, view, item, onClose, name, fields }: ActDialogProps & { name: string; fields: ActField[] }) {
  const { t, maybe } = useLanguage();
  const [form] = Form.useForm<Values>();
  const [seen] = useState(() => lastSeen(view));
  const [draft] = useState(() => draftOf(view.number, act));
  const [hasTried, setTried] = useState(false); // nobody is corrected before having tried
  const [toCheck, setToCheck] = useState<Values | null>(null);
  const { send, isBusy, error } = useSending(view.number, act);
  const decisionBasis = useBasis(view, error);
  const restsOnWhatWasRead = fields.some(({ name }) => name === 'decisionBasis');
  const values = (Form.useWatch([], form) as Values | undefined) ?? {};
  const demands = demandsOf(act, values, view);
  useFieldFaults(error, form, namePathOf);
  const { bodies, steps } = view.next.find((one) => one.act === act) ?? { bodies: [], steps: [] };

  const doIt = async (body: Values) => {
    const fresh = await send(restsOnWhatWasRead ? { ...body, decisionBasis } : body);
    if (!fresh) return setToCheck(null);
    dropDraft(view.number, act);
    const done = maybe(`act.${act}.done`) ?? name;
    onClose(t('doing.done', { done, status: t(`status.${fresh.status}`) }));
  };
  const submit = (filled: Values) => {
    const body = bodyFrom(filled, demands.hidden);
    if (isFinal(act)) setToCheck(body);
    else void doIt(body);
  };
  const again = error !== null && isPassing(error);
  return (
    <>
      <p>{maybe(`act.${act}.effect`) ?? ''}</p>
      {isPersonAct(act) && <p className="quiet">{t('doing.article', { article: transition(act).article })}</p>}
      {draft && <p className="note">{t('doing.draft')}</p>}
      {error === null ? <Overtaken view={view} seen={seen} /> : <Against error={error} view={view} seen={seen} />}
      {toCheck !== null && (
        <SecondLook
          fields={fields}
          act={act}
          body={toCheck}
          name={name}
          isBusy={isBusy}
          onChange={() => setToCheck(null)}
          onConfirm={() => void doIt(toCheck)}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        hidden={toCheck !== null}
        initialValues={draft ?? initialOf(fields)}
        onFinish={submit}
        onValuesChange={(_, all) => keepDraft(view.number, act, all)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        }}
        scrollToFirstError={{ focus: true }}
        validateTrigger={hasTried ? 'onChange' : 'onSubmit'}
        onFinishFailed={() => setTried(true)}
      >
        <ActFields
          act={act}
          fields={fields}
          demands={demands}
          view={view}
          item={item}
          bodies={bodies}
          steps={steps}
          form={form}
        />
        <p className="quiet">{t('doing.keys')}</p>
        <p className="row end">
          <Button onClick={() => onClose(null)}>{t('state.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy} disabled={!again && !isStillPossible(view, act)}>
            {isBusy ? t('doing.busy') : again ? t('doing.again') : isFinal(act) ? t('doing.review') : name}
          </Button>
        </p>
      </Form>
    </>
  );
}

/** Lists begin with one row: there is no act that tells nothing. */
const initialOf = (fields: readonly ActField[]): Values =>
  Object.fromEntries(fields.filter(({ kind }) => kind === 'list').map(({ name }) => [name, [{}]]));

const isStillPossible = (view: ShownCase, act: string) =>
  view.next.some((one) => one.act === act) || ALWAYS_FREE.some((free) => free === act);

/** What was shown when the dialog opened; once it was told that this has changed, what is shown now. */
function useBasis({ decisionBasis }: ShownCase, error: unknown): string {
  const [basis, setBasis] = useState(decisionBasis);
  const hasChanged = error instanceof ProblemError && error.problem.code === 'BASIS_CHANGED';
  if (hasChanged && basis !== decisionBasis) setBasis(decisionBasis);
  return basis;
}
