// Filling a list from a file: an empty file to begin with, the choice of a file, and all that is wrong with it.
import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { useLanguage } from '#screens/language';
import { useChoiceNames } from './choice-names';
import { type FileFault } from './list-file';
import { type Described } from './schema';
import { saveText } from './save-text';

const MOST_SHOWN = 20;

interface ListUploadProps {
  schema: Described;
  onRows: (rows: Record<string, unknown>[]) => void;
}

export function ListUpload({ schema, onRows }: ListUploadProps) {
  const { t, language } = useLanguage();
  const { choices } = useChoiceNames();
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const [taken, setTaken] = useState<number | null>(null);
  const read = async (file: File) => {
    const { readList, textOfFile } = await import('./list-file');
    const found = readList(textOfFile(await file.arrayBuffer()), schema, choices);
    setFaults(found.faults);
    setTaken(found.faults.length === 0 ? found.rows.length : null);
    if (found.faults.length === 0) onRows(found.rows);
  };
  const save = async () => {
    const { emptyList } = await import('./list-file');
    saveText(t('list.fileName'), emptyList(schema, language));
  };
  return (
    <div className="upload">
      <p className="quiet">{t('list.uploadLead')}</p>
      <p className="row">
        <FileTrigger acceptedFileTypes={['.csv', 'text/csv']} onSelect={(files) => files?.[0] && void read(files[0])}>
          <Button className="button button-plain">{t('list.upload')}</Button>
        </FileTrigger>
        <button type="button" className="link-button" onClick={() => void save()}>
          {t('list.template')}
        </button>
      </p>
      <div role="status">{taken !== null && <p className="note">{t('list.taken', { count: taken })}</p>}</div>
      {faults.length > 0 && (
        <div className="summary" role="alert">
          <p>{t('list.refused', { count: faults.length })}</p>
          <ul>
            {faults.slice(0, MOST_SHOWN).map(({ line, column, code }, n) => (
              <li key={n}>{t(`list.fault.${code}`, { line, column })}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
