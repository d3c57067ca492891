// The work list (待办): what is open at one's bodies, the most urgent first, live, for people who live in it all day.
import { Button } from 'antd';
import { useState } from 'react';
import { queuesOf, type Mandate } from '#rules/access';
import { useCatalogue, useNames, useTasks } from '../api/queries';
import { me } from '#screens/session';
import { useBodyName } from '../frame/body-name';
import { codeOf } from '../case/view';
import { usePage } from '../frame/page';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { BulkAccept } from './bulk-accept';
import { SearchField } from './search-field';
import { TaskList, type NamedTask } from './task-list';
import { countsOf, matches, urgencyOf, type Urgency } from './urgency';
import { UrgencyFilter } from './urgency-filter';

type Desk = 'me' | 'nobody';

export function Component() {
  const { t } = useLanguage();
  const heading = usePage(t('work.title'));
  const [queue, setQueue] = useState<string | null>(null);
  const [desk, setDesk] = useState<Desk | null>(null);
  const [typed, setTyped] = useState('');
  const [urgency, setUrgency] = useState<Urgency | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const work = useTasks(queue, desk);
  const tasks = useNamed(work.data?.pages.flatMap(({ items }) => items) ?? []);
  const now = work.data?.pages[0]?.now ?? '';
  if (work.isPending) return <Loading />;
  if (work.isError && !work.data) {
    return <ProblemPage heading={heading} error={work.error} onRetry={() => void work.refetch()} />;
  }
  const shown = tasks
    .filter(({ task, names }) => typed === '' || matches(task, names, typed))
    .filter(({ task }) => urgency === null || urgencyOf(task, now) === urgency);
  const clear = () => (setTyped(''), setUrgency(null));
  const count = t(work.hasNextPage ? 'work.countMore' : 'work.count', { n: tasks.length });
  return (
    <>
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {t('work.title')}
        </h1>
        <p className="quiet" role="status">
          {count}
        </p>
      </div>
      {work.isError && (
        <p className="note" role="alert">
          {t('state.offline')}
        </p>
      )}
      <div className="work-tools">
        <SearchField typed={typed} onType={setTyped} />
        <QueueChoice queue={queue} onChoose={setQueue} />
        <DeskChoice desk={desk} onChoose={setDesk} />
      </div>
      <UrgencyFilter
        counts={countsOf(
          tasks.map(({ task }) => task),
          now,
        )}
        chosen={urgency}
        onChoose={setUrgency}
      />
      <BulkAccept chosen={chosen} onDone={() => setChosen([])} />
      {tasks.length === 0 ? (
        <NoWork title={t('work.empty')} lead={t('work.emptyLead')} />
      ) : shown.length === 0 ? (
        <NoWork title={t('work.noMatch')} action={<Button onClick={clear}>{t('work.clear')}</Button>} />
      ) : (
        <TaskList tasks={shown} now={now} chosen={chosen} onChoose={setChosen} />
      )}
      {work.hasNextPage && (
        <p className="row centred">
          <Button loading={work.isFetchingNextPage} onClick={() => void work.fetchNextPage()}>
            {t('state.more')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Tasks with everything on them by its name. */
function useNamed(tasks: Parameters<typeof countsOf>[0]): NamedTask[] {
  const { t } = useLanguage();
  const { itemName, parkName } = useCatalogue();
  const nameOf = useNames(
    tasks.flatMap(({ applicant, queue, assignee }) => [applicant, queue, ...(assignee === null ? [] : [assignee])]),
  );
  const bodyName = useBodyName(nameOf);
  return tasks.map((task) => {
    const name = nameOf(task.applicant);
    const applicant = name === task.applicant ? codeOf(name) : name;
    const named = {
      item: itemName(task.item),
      park: parkName(task.park),
      applicant,
      queue: bodyName(task.queue),
      kind: t(`kind.${task.kind}`, { defaultValue: task.kind }),
      desk: task.assignee === null ? t('work.noDesk') : nameOf(task.assignee),
    };
    return { task, ...named, names: Object.values(named) };
  });
}

/** Which of one's bodies; nobody with one alone is asked. */
function QueueChoice({ queue, onChoose }: { queue: string | null; onChoose: (queue: string | null) => void }) {
  const { t } = useLanguage();
  const own = queuesOf(me().mandates as Mandate[]);
  const bodyName = useBodyName(useNames(own));
  if (own.length < 2) return null;
  return (
    <label className="field">
      {t('work.queue')}
      <select value={queue ?? ''} onChange={({ target }) => onChoose(target.value || null)}>
        <option value="">{t('work.allQueues')}</option>
        {own.map((body) => (
          <option key={body} value={body}>
            {bodyName(body)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** On whose desk. */
function DeskChoice({ desk, onChoose }: { desk: Desk | null; onChoose: (desk: Desk | null) => void }) {
  const { t } = useLanguage();
  return (
    <label className="field">
      {t('work.desk')}
      <select value={desk ?? ''} onChange={({ target }) => onChoose((target.value || null) as Desk | null)}>
        <option value="">{t('work.anyDesk')}</option>
        <option value="me">{t('work.ownDesk')}</option>
        <option value="nobody">{t('work.noDesk')}</option>
      </select>
    </label>
  );
}

function NoWork({ title, lead, action }: { title: string; lead?: string; action?: React.ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {lead && <p className="quiet">{lead}</p>}
      {action}
    </div>
  );
}
