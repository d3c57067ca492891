// Acts of the applicant that are one word: withdrawal and giving a licence up, after a second question, since neither can be taken back
// (行政许可法 29, 70), asking for a hearing (47), for renewal (50), a correction or reconsideration (行政复议法 20), a promise and the report of
// what was fixed (上海市优化营商环境条例 27), and a message to the office.
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useSending } from '../api/sending';
import { TextEntry } from '../form/text-entry';
import { ProblemLine } from '../problem/problem-line';
import { useLanguage } from '#screens/language';

/** Each with the field that holds the word, and whether there must be one. */
const WORDS = {
  withdraw: { act: 'withdraw', field: 'reason', isDemanded: false, isDanger: true },
  askHearing: { act: 'ask-hearing', field: 'reason', isDemanded: false, isDanger: false },
  askRenewal: { act: 'ask-renewal', field: 'remark', isDemanded: false, isDanger: false },
  askCorrection: { act: 'ask-correction', field: 'text', isDemanded: true, isDanger: false },
  surrender: { act: 'surrender-licence', field: 'reason', isDemanded: false, isDanger: true },
  askReconsideration: { act: 'ask-reconsideration', field: 'reasons', isDemanded: true, isDanger: false },
  promise: { act: 'give-promise', field: 'promise', isDemanded: true, isDanger: false },
  reportFix: { act: 'report-fix', field: 'report', isDemanded: true, isDanger: false },
  message: { act: 'message', field: 'text', isDemanded: true, isDanger: false },
} as const;

interface WordDialogProps {
  number: string;
  about: keyof typeof WORDS;
}

export function WordDialog({ number, about }: WordDialogProps) {
  const { t } = useLanguage();
  const { isDanger } = WORDS[about];
  return (
    <DialogTrigger>
      <Button className={isDanger ? 'link-button danger' : 'link-button'}>{t(`word.${about}.begin`)}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog role={isDanger ? 'alertdialog' : 'dialog'}>
            {({ close }) => <Question number={number} about={about} close={close} />}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Question({ number, about, close }: WordDialogProps & { close: () => void }) {
  const { t } = useLanguage();
  const { act, field, isDemanded, isDanger } = WORDS[about];
  const { send, isBusy, error } = useSending(`/api/v1/cases/${number}/acts/${act}`);
  const [word, setWord] = useState('');
  const said = word.trim();
  const doIt = async () => {
    if (await send(said === '' ? {} : { [field]: said })) close();
  };
  return (
    <>
      <Heading slot="title">{t(`word.${about}.title`)}</Heading>
      <p>{t(`word.${about}.lead`)}</p>
      <TextEntry
        label={t(`word.${about}.word`)}
        isRequired={isDemanded}
        isLong
        value={word}
        onChange={setWord}
        maxLength={2000}
      />
      <ProblemLine error={error} />
      <p className="row">
        <Button
          className={isDanger ? 'button button-danger' : 'button'}
          aria-disabled={isBusy}
          isDisabled={isDemanded && said === ''}
          onPress={() => void doIt()}
        >
          {t(`word.${about}.confirm`)}
        </Button>
        <Button className="button button-plain" onPress={close} autoFocus={!isDemanded}>
          {t(`word.${about}.cancel`)}
        </Button>
      </p>
    </>
  );
}
