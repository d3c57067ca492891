// What a machine found in the form, rule by rule: what breaks a verified rule cannot be agreed to.
import { type CheckView } from '#contracts/cases.dto';
import { useLanguage } from '#screens/language';

type Finding = CheckView['findings'][number];

export function RuleFindings({ check }: { check: CheckView | null }) {
  const { t } = useLanguage();
  if (check === null) return null;
  const broken = check.findings.filter(({ pass }) => pass !== true);
  const kept = check.findings.filter(({ pass }) => pass === true);
  return (
    <section aria-labelledby="check">
      <h2 id="check">{t('check.title')}</h2>
      <p>
        <strong className={`tag outcome-${check.verdict === 'PASS' ? 'agree' : 'disagree'}`}>
          {t(`check.${check.verdict}`)}
        </strong>{' '}
        <span className="quiet">{t('check.ruleSet', { set: check.ruleSet })}</span>
      </p>
      <Findings findings={broken} />
      {kept.length > 0 && (
        <details>
          <summary>{t('check.kept', { n: kept.length })}</summary>
          <Findings findings={kept} />
        </details>
      )}
    </section>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useLanguage();
  const figure = (value: Finding['actual']) =>
    value === null ? t('check.unknown') : typeof value === 'boolean' ? t(`check.${value ? 'yes' : 'no'}`) : value;
  return (
    <ul className="reviews">
      {findings.map((one) => (
        <li key={one.rule}>
          <span className="grow">
            {t(`rule.${one.rule}`)}{' '}
            <span className="quiet">
              {t('check.figures', { actual: figure(one.actual), limit: figure(one.limit) })}
              {one.people.length > 0 && ` · ${t('check.people', { people: one.people.join(', ') })}`}
            </span>
          </span>
          <span className={`tag outcome-${one.pass === true ? 'agree' : one.pass === null ? 'awaited' : 'disagree'}`}>
            {t(one.pass === true ? 'check.holds' : one.pass === null ? 'check.open' : 'check.broken')}
          </span>
          <span className="quiet">
            {one.basis} · {t(`dates.standing.${one.verified ? 'verified' : 'assumed'}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
