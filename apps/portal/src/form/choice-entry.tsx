// One of several: a list that opens.
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useLanguage } from '#screens/language';
import { EntryLabel, EntryNotes, type EntryProps } from './text-entry';

interface ChoiceEntryProps extends EntryProps {
  id?: string;
  choices: readonly { value: string; name: string }[];
  value: string | null;
  onChange: (value: string) => void;
}

export function ChoiceEntry({ id, label, help, fault, isRequired, choices, value, onChange }: ChoiceEntryProps) {
  const { t } = useLanguage();
  return (
    <Select
      className="entry"
      {...(id !== undefined && { id })}
      value={value}
      onChange={(key) => onChange(String(key))}
      isRequired={isRequired === true}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
      placeholder={t('form.choose')}
    >
      <EntryLabel label={label} {...(isRequired !== undefined && { isRequired })} />
      <EntryNotes help={help} fault={fault} />
      <Button className="choice">
        <SelectValue />
        <span aria-hidden="true" className="chevron" />
      </Button>
      <Popover className="popover">
        <ListBox className="options">
          {choices.map((choice) => (
            <ListBoxItem key={choice.value} id={choice.value} textValue={choice.name}>
              {choice.name}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
