// Deputies of an officer, now and later: who they are, on which days, ending one early, and naming another.
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { type DeputyView } from '#contracts/deputies.dto';
import { useNames } from '../api/queries';
import { useBodyName } from '../frame/body-name';
import { Loading } from '#screens/parts/loading';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { type AnOfficer } from './an-officer';
import { useDeputies, useEndingDeputy } from './arrange';
import { DeputyForm } from './deputy-form';
import { Said } from './said';

export function Deputies({ officer, all }: { officer: AnOfficer; all: readonly AnOfficer[] }) {
  const { t } = useLanguage();
  const deputies = useDeputies(officer.id);
  const [done, setDone] = useState('');
  const [ending, setEnding] = useState<DeputyView | null>(null);
  const end = (ended: boolean) => {
    if (ended && ending) setDone(t('deputies.ended', { deputy: ending.deputy.name, officer: ending.officer.name }));
    setEnding(null);
  };
  return (
    <section className="panel" aria-labelledby="deputies">
      <h2 id="deputies">{t('deputies.title', { name: officer.name })}</h2>
      <p className="done" role="status">
        {done}
      </p>
      {deputies.isPending && <Loading />}
      <Said error={deputies.error} />
      {deputies.data && (
        <>
          <DeputyList officer={officer} {...deputies.data} onEnd={setEnding} />
          <DeputyForm officer={officer} all={all} today={deputies.data.today} onDone={setDone} />
        </>
      )}
      {ending && <Ending deputy={ending} onClose={end} />}
    </section>
  );
}

interface DeputyListProps {
  officer: AnOfficer;
  deputies: readonly DeputyView[];
  today: string;
  onEnd: (deputy: DeputyView) => void;
}

function DeputyList({ officer, deputies, today, onEnd }: DeputyListProps) {
  const { t, language } = useLanguage();
  const bodyName = useBodyName(useNames(deputies.flatMap(({ body }) => body ?? [])));
  if (deputies.length === 0) return <p className="quiet">{t('deputies.none')}</p>;
  return (
    <ul className="cards" aria-label={t('deputies.title', { name: officer.name })}>
      {deputies.map((one) => (
        <li key={one.id} className="card">
          <p className="row">
            <strong>{t('deputies.line', { deputy: one.deputy.name, officer: one.officer.name })}</strong>
            <span className="tag">{t(one.from > today ? 'deputies.later' : 'deputies.now')}</span>
          </p>
          <p>
            {one.role === null
              ? t('deputies.everyOffice')
              : t('officers.office', { body: bodyName(one.body!), role: t(`role.${one.role}`) })}
          </p>
          <p>{t('deputies.span', { from: dayText(one.from, language), to: dayText(one.to, language) })}</p>
          {/* For whom somebody else stands in is arranged with that officer. */}
          {one.officer.id === officer.id && (
            <p>
              <Button
                aria-label={t('deputies.endOf', { deputy: one.deputy.name, officer: one.officer.name })}
                onClick={() => onEnd(one)}
              >
                {t('deputies.end')}
              </Button>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Asked once more: what a deputy has under way is no longer his or hers to end. */
function Ending({ deputy, onClose }: { deputy: DeputyView; onClose: (ended: boolean) => void }) {
  const { t } = useLanguage();
  const { mutateAsync, isPending, error } = useEndingDeputy();
  const end = () =>
    mutateAsync(deputy).then(
      () => onClose(true),
      () => undefined, // said below
    );
  return (
    <Modal title={t('deputies.endTitle')} open onCancel={() => onClose(false)} footer={null}>
      <p>{t('deputies.endLead', { deputy: deputy.deputy.name, officer: deputy.officer.name })}</p>
      <Said error={error} />
      <p className="row end">
        <Button onClick={() => onClose(false)}>{t('state.cancel')}</Button>
        <Button type="primary" danger loading={isPending} onClick={() => void end()}>
          {t('deputies.end')}
        </Button>
      </p>
    </Modal>
  );
}
