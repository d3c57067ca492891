// Whose work goes to whom: deputies on some days (代理), and an officer who leaves (移交). 公务员法 14.
import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { mayArrange, mayArrangeSomebody, mayHandOver, type Mandate } from '#rules/access';
import { useOfficers } from '../api/queries';
import { me } from '#screens/session';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { Message } from '../problem/message';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { type AnOfficer, byPerson } from './an-officer';
import { Deputies } from './deputies';
import { HandOver } from './hand-over';
import { useOfficerTexts } from './officer-texts';
import './officers.css';

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('officers.title'));
  const found = useOfficers('all');
  if (!mayArrangeSomebody(me().mandates as Mandate[]))
    return <Message heading={heading} title={t('state.forbidden')} lead={t('state.forbiddenLead')} />;
  if (found.isPending) return <Loading />;
  if (!found.data) return <ProblemPage heading={heading} error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {t('officers.title')}
        </h1>
        <p className="quiet">{t('officers.lead')}</p>
      </div>
      <Arranging all={byPerson(found.data)} />
    </>
  );
}

/** What may be arranged for the officer who is chosen: the one in the address, else oneself. */
function Arranging({ all }: { all: readonly AnOfficer[] }) {
  const { t } = useLanguage();
  const person = me();
  const mandates = person.mandates as Mandate[];
  const [query, setQuery] = useSearchParams();
  const choice = all.filter(({ id, offices }) => offices.some((office) => mayArrange(mandates, person.id, id, office)));
  const byId = (id: string | null) => choice.find((one) => one.id === id);
  const chosen = byId(query.get('officer')) ?? byId(person.id) ?? choice[0];
  if (!chosen) return <p className="empty">{t('officers.nobody')}</p>;
  const isWhole = chosen.offices.every((office) => mayHandOver(mandates, person.id, chosen.id, office));
  return (
    <>
      {choice.length > 1 && (
        <OfficerChoice all={choice} chosen={chosen} onChoose={(officer) => setQuery({ officer }, { replace: true })} />
      )}
      <Deputies key={`deputies of ${chosen.id}`} officer={chosen} all={all} />
      {isWhole && <HandOver key={`work of ${chosen.id}`} officer={chosen} all={all} />}
    </>
  );
}

interface OfficerChoiceProps {
  all: readonly AnOfficer[];
  chosen: AnOfficer;
  onChoose: (id: string) => void;
}

function OfficerChoice({ all, chosen, onChoose }: OfficerChoiceProps) {
  const { t } = useLanguage();
  const { optionsOf } = useOfficerTexts(all);
  return (
    <div className="officer-choice">
      <label htmlFor="officer">{t('officers.whose')}</label>
      <Select
        id="officer"
        value={chosen.id}
        options={optionsOf(all)}
        onChange={onChoose}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </div>
  );
}
