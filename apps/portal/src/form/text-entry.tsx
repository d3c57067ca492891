// A line of text with its label, help and fault; the other entries look the same.
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';
import { useLanguage } from '#screens/language';

export interface EntryProps {
  label: string;
  help?: string | undefined;
  fault?: string | undefined;
  isRequired?: boolean;
}

/** The label of an entry; what need not be filled says so. */
export function EntryLabel({ label, isRequired }: EntryProps) {
  const { t } = useLanguage();
  return (
    <Label className="entry-label">
      {label}
      {isRequired === false && <span className="quiet"> {t('form.optional')}</span>}
    </Label>
  );
}

/** Help and fault below the label; both belong to the entry for who cannot see them. */
export function EntryNotes({ help, fault }: Pick<EntryProps, 'help' | 'fault'>) {
  return (
    <>
      {help && (
        <Text slot="description" className="quiet">
          {help}
        </Text>
      )}
      <FieldError className="fault">{fault}</FieldError>
    </>
  );
}

interface TextEntryProps extends EntryProps, Omit<TextFieldProps, 'isRequired' | 'children'> {
  isLong?: boolean;
  placeholder?: string;
}

export function TextEntry({ label, help, fault, isRequired, isLong, placeholder, ...props }: TextEntryProps) {
  return (
    <TextField
      {...props}
      className="entry"
      isRequired={isRequired === true}
      isInvalid={fault !== undefined}
      validationBehavior="aria"
    >
      <EntryLabel label={label} {...(isRequired !== undefined && { isRequired })} />
      <EntryNotes help={help} fault={fault} />
      {isLong ? (
        <TextArea rows={4} {...(placeholder && { placeholder })} />
      ) : (
        <Input {...(placeholder && { placeholder })} />
      )}
    </TextField>
  );
}
