// Groups and days of the table. Days are plain text: a calendar that pops up cannot be used by everybody.
import { Button } from 'antd';
import { useRef, useState, type FormEvent } from 'react';
import { useLanguage } from '#screens/language';
import { GROUPS, wrongDays, type Question } from './question';

export function QuestionForm({ question, onAsk }: { question: Question; onAsk: (question: Question) => void }) {
  const { t } = useLanguage();
  const [by, setBy] = useState(question.by);
  const [days, setDays] = useState({ from: question.from, to: question.to });
  const [wrong, setWrong] = useState<ReturnType<typeof wrongDays>>(null);
  const first = useRef<HTMLInputElement>(null);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const problem = wrongDays(days);
    setWrong(problem);
    if (problem) first.current?.focus();
    else onAsk({ by, ...days });
  };
  const field = (name: 'from' | 'to') => (
    <label className="field">
      {t(`turnaround.${name}`)}
      <input
        ref={name === 'from' ? first : null}
        inputMode="numeric"
        autoComplete="off"
        value={days[name]}
        maxLength={10}
        size={12}
        aria-describedby="day-hint"
        aria-invalid={wrong !== null}
        onChange={({ target }) => setDays({ ...days, [name]: target.value.trim() })}
      />
    </label>
  );
  return (
    <form className="question" onSubmit={ask} aria-label={t('turnaround.question')}>
      <fieldset>
        <legend>{t('turnaround.by')}</legend>
        {GROUPS.map((group) => (
          <label key={group} className="check">
            <input
              type="checkbox"
              checked={by.includes(group)}
              onChange={({ target }) =>
                setBy(GROUPS.filter((one) => (one === group ? target.checked : by.includes(one))))
              }
            />
            {t(`turnaround.group.${group}`)}
          </label>
        ))}
      </fieldset>
      {field('from')}
      {field('to')}
      <Button type="primary" htmlType="submit">
        {t('turnaround.ask')}
      </Button>
      <p id="day-hint" className={wrong ? 'problem-line' : 'quiet'} role="alert">
        {t(`turnaround.${wrong ?? 'dateHint'}`)}
      </p>
    </form>
  );
}
