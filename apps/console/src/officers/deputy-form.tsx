// Names a deputy: who, for all offices or one, from which day to which.
import { Button, Form, Input, Select } from 'antd';
import { type SetDeputyDto } from '#contracts/deputies.dto';
import { isAtFields, type PlaceOf, useFieldFaults } from '../problem/field-faults';
import { useLanguage } from '#screens/language';
import { dayText } from '#screens/times';
import { type AnOfficer } from './an-officer';
import { useSettingDeputy } from './arrange';
import { useOfficerTexts } from './officer-texts';
import { Said } from './said';

interface Filled {
  deputy: string;
  /** The place of the office among the officer's; `all` = every one. */
  office: number | 'all';
  from: string;
  to: string;
}

/** An office is one choice here, and role and body on the wire; that the officer holds none on these days is about it too. */
const placeOf: PlaceOf = (pointer) =>
  ['/role', '/body', '/officer'].includes(pointer)
    ? ['office']
    : ['/deputy', '/from', '/to'].includes(pointer)
      ? [pointer.slice(1)]
      : null;

interface DeputyFormProps {
  officer: AnOfficer;
  all: readonly AnOfficer[];
  today: string;
  onDone: (said: string) => void;
}

export function DeputyForm({ officer, all, today, onDone }: DeputyFormProps) {
  const { t, language } = useLanguage();
  const [form] = Form.useForm<Filled>();
  const { mutate, isPending, error } = useSettingDeputy();
  useFieldFaults(error, form, placeOf);
  const { officeName, optionsOf } = useOfficerTexts(all);
  const required = [{ required: true, message: t('doing.required') }];
  const submit = ({ deputy, office, from, to }: Filled) => {
    const body: SetDeputyDto = { officer: officer.id, deputy, from, to };
    mutate(office === 'all' ? body : { ...body, ...officer.offices[office] }, {
      onSuccess: (made) => {
        form.resetFields();
        const span = { from: dayText(made.from, language), to: dayText(made.to, language) };
        onDone(t('deputies.done', { deputy: made.deputy.name, officer: made.officer.name, ...span }));
      },
    });
  };
  return (
    <Form
      form={form}
      name="deputy"
      layout="vertical"
      className="officer-form"
      aria-label={t('deputies.name')}
      initialValues={{ office: 'all', from: today }}
      onFinish={submit}
      onValuesChange={() => onDone('')}
      scrollToFirstError={{ focus: true }}
      validateTrigger="onSubmit"
    >
      <h3>{t('deputies.name')}</h3>
      <Said error={error} isElsewhere={isAtFields(error, placeOf)} />
      <Form.Item name="deputy" label={t('deputies.who')} rules={required}>
        <Select
          options={optionsOf(all.filter(({ id }) => id !== officer.id))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="office" label={t('deputies.office')} rules={required}>
        <Select
          options={[
            { value: 'all', label: t('deputies.everyOffice') },
            ...officer.offices.map((office, n) => ({ value: n, label: officeName(office) })),
          ]}
        />
      </Form.Item>
      <Form.Item name="from" label={t('deputies.from')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={t('deputies.to')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <p>
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('deputies.name')}
        </Button>
      </p>
    </Form>
  );
}
