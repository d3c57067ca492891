// The rows of the work list: a table where there is room, cards on a narrow screen; arrows move, Enter opens.
import { Checkbox, Table, type TableColumnsType } from 'antd';
import { type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { type TaskView } from '#contracts/cases.dto';
import { useIsNarrow } from '../frame/narrow';
import { useLanguage } from '#screens/language';
import { dayText, timeText } from '#screens/times';
import { lastDay, urgencyOf } from './urgency';

/** A task with its names in the language of the screen. */
export interface NamedTask {
  task: TaskView;
  item: string;
  park: string;
  applicant: string;
  queue: string;
  kind: string;
  /** Who has it on the desk. */
  desk: string;
  names: string[];
}

interface TaskListProps {
  tasks: readonly NamedTask[];
  now: string;
  chosen: readonly string[];
  onChoose: (numbers: readonly string[]) => void;
}

const keyOf = ({ task }: NamedTask) => `${task.number}/${task.step}`;
const canBeChosen = ({ task }: NamedTask) => task.kind === 'ACCEPTANCE';

export function TaskList(props: TaskListProps) {
  const { t } = useLanguage();
  const isNarrow = useIsNarrow();
  return (
    <section aria-label={t('work.table')} onKeyDown={moveByArrows}>
      <p className="quiet only-wide">{t('work.keys')}</p>
      {isNarrow ? <TaskCards {...props} /> : <TaskTable {...props} />}
    </section>
  );
}

/** Up and down move between the rows' links; Enter is the link's own. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}

function TaskTable({ tasks, now, chosen, onChoose }: TaskListProps) {
  const { t, language } = useLanguage();
  const columns: TableColumnsType<NamedTask> = [
    { key: 'urgency', title: t('work.column.urgency'), render: (_, { task }) => <UrgencyTag task={task} now={now} /> },
    { key: 'due', title: t('work.column.due'), render: (_, { task }) => <Due task={task} /> },
    { key: 'number', title: t('work.column.number'), render: (_, { task }) => <NumberLink task={task} /> },
    { key: 'item', title: t('work.column.item'), dataIndex: 'item', className: 'wrap-short' },
    { key: 'applicant', title: t('work.column.applicant'), dataIndex: 'applicant', className: 'wrap' },
    { key: 'park', title: t('work.column.park'), dataIndex: 'park', className: 'wrap-short', responsive: ['lg'] },
    { key: 'kind', title: t('work.column.kind'), dataIndex: 'kind' },
    { key: 'desk', title: t('work.column.desk'), dataIndex: 'desk', className: 'wrap-short', responsive: ['lg'] },
    { key: 'queue', title: t('work.column.queue'), dataIndex: 'queue', className: 'wrap-short', responsive: ['xl'] },
    {
      key: 'opened',
      title: t('work.column.opened'),
      responsive: ['xl'],
      render: (_, { task }) => <span className="nowrap">{timeText(task.openedAt, language)}</span>,
    },
  ];
  return (
    <Table
      size="middle"
      columns={columns}
      dataSource={[...tasks]}
      rowKey={keyOf}
      pagination={false}
      scroll={{ x: 'max-content' }}
      {...(tasks.some(canBeChosen)
        ? {
            rowSelection: {
              hideSelectAll: true,
              selectedRowKeys: tasks.filter(({ task }) => chosen.includes(task.number)).map(keyOf),
              getCheckboxProps: (row: NamedTask) => ({
                disabled: !canBeChosen(row),
                'aria-label': t('bulk.choose', { number: row.task.number }),
              }),
              onChange: (_: unknown, rows: NamedTask[]) => onChoose(rows.map(({ task }) => task.number)),
              columnTitle: <span className="visually-hidden">{t('bulk.hint')}</span>,
            },
          }
        : {})}
    />
  );
}

function TaskCards({ tasks, now, chosen, onChoose }: TaskListProps) {
  const { t } = useLanguage();
  const turn = (number: string) =>
    onChoose(chosen.includes(number) ? chosen.filter((one) => one !== number) : [...chosen, number]);
  return (
    <ul className="cards">
      {tasks.map((row) => (
        <li key={keyOf(row)} className="card">
          <p className="row">
            <UrgencyTag task={row.task} now={now} />
            <span>{row.kind}</span>
          </p>
          <p>
            <NumberLink task={row.task} />
          </p>
          <p>{row.applicant}</p>
          <p className="quiet">
            {row.item} · {row.park} · {row.desk}
          </p>
          <p>
            {t('work.column.due')} <Due task={row.task} />
          </p>
          {canBeChosen(row) && (
            <Checkbox checked={chosen.includes(row.task.number)} onChange={() => turn(row.task.number)}>
              {t('bulk.choose', { number: row.task.number })}
            </Checkbox>
          )}
        </li>
      ))}
    </ul>
  );
}

function NumberLink({ task }: { task: TaskView }) {
  return (
    <Link to={`/cases/${task.number}`} data-row-link="" className="number">
      {task.number}
    </Link>
  );
}

function UrgencyTag({ task, now }: { task: TaskView; now: string }) {
  const { t } = useLanguage();
  const urgency = urgencyOf(task, now);
  return <span className={`tag urgency-${urgency.toLowerCase()}`}>{t(`work.urgency.${urgency}`)}</span>;
}

function Due({ task: { dueAt } }: { task: TaskView }) {
  const { t, language } = useLanguage();
  if (dueAt === null) return <span className="quiet">{t('work.noDue')}</span>;
  return (
    <time className="nowrap" dateTime={dueAt}>
      {dayText(lastDay(dueAt), language)}
    </time>
  );
}
