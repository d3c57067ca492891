// Where a case stands, for whoever holds a sealed paper of it: without sign-in, and neither the applicant nor the form is told.
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { call } from '#screens/client';
import { TextEntry } from '../form/text-entry';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { StatusCard, type CaseStatus } from './status-card';
import { sealIn } from './seal';

export function Component() {
  const { hash } = useLocation();
  const seal = sealIn(hash);
  return seal === null ? <Ask /> : <Status key={seal} seal={seal} />;
}

function Status({ seal }: { seal: string }) {
  const status = useQuery({
    queryKey: ['status', seal],
    queryFn: ({ signal }) => call<CaseStatus>('/api/v1/status', { method: 'POST', body: { seal }, signal }),
    refetchInterval: 60_000,
  });
  if (status.isError && !status.data) return <ProblemPage error={status.error} onRetry={() => void status.refetch()} />;
  return status.data ? <StatusCard status={status.data} /> : <Loading />;
}

function Ask() {
  const { t } = useLanguage();
  const heading = usePage(t('progress.title'));
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const seal = sealIn(typed);
    setWrong(seal === null);
    if (seal !== null) void navigate(`/status#${seal}`);
  };
  return (
    <div className="narrow">
      <h1 ref={heading} tabIndex={-1}>
        {t('progress.title')}
      </h1>
      <p>{t('progress.lead')}</p>
      <form onSubmit={submit} noValidate>
        <TextEntry
          label={t('progress.code')}
          help={t('progress.codeHelp')}
          isLong
          isRequired
          value={typed}
          onChange={setTyped}
          fault={isWrong ? t('progress.noCode') : undefined}
        />
        <button type="submit" className="button">
          {t('progress.ask')}
        </button>
      </form>
    </div>
  );
}
