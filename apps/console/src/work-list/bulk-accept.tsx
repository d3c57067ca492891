// Several cases accepted in one go: shown first, then sent as one call of which each row stands for itself.
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { answers } from '#screens/answers';
import { call } from '#screens/client';
import { answered, keyFor } from '#screens/key';
import { ProblemError, type Problem } from '#screens/problem';
import { useLanguage } from '#screens/language';

interface RowResult {
  row: number;
  status: number;
  problem?: Problem;
}

export function BulkAccept({ chosen, onDone }: { chosen: readonly string[]; onDone: () => void }) {
  const { t } = useLanguage();
  const [numbers, setNumbers] = useState<readonly string[]>([]);
  return (
    <>
      {chosen.length > 0 && (
        <p className="row">
          <Button type="primary" onClick={() => setNumbers(chosen)}>
            {t('bulk.action', { n: chosen.length })}
          </Button>
          <Button onClick={onDone}>{t('work.clear')}</Button>
        </p>
      )}
      <Modal
        title={t('bulk.title')}
        open={numbers.length > 0}
        onCancel={() => setNumbers([])}
        footer={null}
        destroyOnHidden
      >
        <Preview numbers={numbers} onDone={onDone} onClose={() => setNumbers([])} />
      </Modal>
    </>
  );
}

function Preview({
  numbers,
  onDone,
  onClose,
}: {
  numbers: readonly string[];
  onDone: () => void;
  onClose: () => void;
}) {
  const { t, language } = useLanguage();
  const { send, isBusy, rows, error } = useBulk(numbers, onDone);
  const isDone = rows !== null;
  const done = rows?.filter(({ status }) => status === 200).length ?? 0;
  const said = (result: RowResult | undefined) =>
    result && (result.status === 200 ? t('bulk.ok') : (result.problem?.texts[language] ?? `HTTP ${result.status}`));
  return (
    <>
      <p role="status">
        {isDone ? t('bulk.done', { done, failed: rows.length - done }) : t('bulk.preview', { n: numbers.length })}
      </p>
      <ol className="bulk">
        {numbers.map((number, n) => (
          <li key={number}>
            <span className="number">{number}</span> <strong>{said(rows?.find(({ row }) => row === n))}</strong>
          </li>
        ))}
      </ol>
      <p className="problem" role="alert">
        {error !== null && (error instanceof ProblemError ? error.problem.texts[language] : t('doing.noAnswer'))}
      </p>
      <p className="row end">
        <Button onClick={onClose}>{t(isDone ? 'state.close' : 'state.cancel')}</Button>
        {!isDone && (
          <Button type="primary" loading={isBusy} onClick={() => void send()}>
            {t(error === null ? 'bulk.confirm' : 'doing.again', { n: numbers.length })}
          </Button>
        )}
      </p>
    </>
  );
}

function useBulk(numbers: readonly string[], onDone: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [rows, setRows] = useState<RowResult[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    const body = { rows: numbers.map((number) => ({ act: 'accept', number, body: {} })) };
    setBusy(true);
    try {
      const key = keyFor(sessionStorage, 'bulk', body);
      setRows((await call<{ rows: RowResult[] }>('/api/v1/acts', { method: 'POST', body, key })).rows);
      answered(sessionStorage, 'bulk');
      onDone();
      await answers.invalidateQueries();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return { send, isBusy, rows, error };
}
