// The form of one part, by the schema of its item.
import { type FieldError } from '#contracts/errors';
import { useItem } from '../api/queries';
import { type Filled, ItemForm } from '../form/item-form';
import { Loading } from '#screens/parts/loading';
import { ProblemPage } from '../problem/problem-page';
import { useLanguage } from '#screens/language';
import { type FilledPart } from './part-draft';

interface PartFormProps {
  part: FilledPart;
  faults: readonly FieldError[];
  onChange: (form: Filled) => void;
  onDone: (form: Filled) => void;
  onBack: () => void;
}

export function PartForm({ part, faults, onChange, onDone, onBack }: PartFormProps) {
  const { t } = useLanguage();
  const item = useItem(part.item);
  if (item.isError) return <ProblemPage error={item.error} onRetry={() => void item.refetch()} />;
  if (!item.data) return <Loading />;
  return (
    <ItemForm item={item.data} value={part.form} faults={faults} onChange={onChange} onDone={onDone}>
      <p className="row">
        <button type="submit" className="button">
          {t('bundle.file.next')}
        </button>
        <button type="button" className="button button-plain" onClick={onBack}>
          {t('filing.back')}
        </button>
      </p>
    </ItemForm>
  );
}
