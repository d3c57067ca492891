// Withdrawal, after a second question: it cannot be taken back (行政许可法 29).
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useSending } from '../api/sending';
import { TextEntry } from '../form/text-entry';
import { ProblemLine } from '../problem/problem-line';
import { useLanguage } from '../texts/language';

export function WithdrawDialog({ number }: { number: string }) {
  const { t } = useLanguage();
  return (
    <DialogTrigger>
      <Button className="link-button danger">{t('withdraw.begin')}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog role="alertdialog">{({ close }) => <Question number={number} close={close} />}</Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Question({ number, close }: { number: string; close: () => void }) {
  const { t } = useLanguage();
  const { send, isBusy, error } = useSending(`/api/v1/cases/${number}/acts/withdraw`);
  const [reason, setReason] = useState('');
  const withdraw = async () => {
    const said = reason.trim();
    if (await send(said === '' ? {} : { reason: said })) close();
  };
  return (
    <>
      <Heading slot="title">{t('withdraw.title')}</Heading>
      <p>{t('withdraw.lead')}</p>
      <TextEntry
        label={t('withdraw.reason')}
        isRequired={false}
        isLong
        value={reason}
        onChange={setReason}
        maxLength={2000}
      />
      <ProblemLine error={error} />
      <p className="row">
        <Button className="button button-danger" aria-disabled={isBusy} onPress={() => void withdraw()}>
          {t('withdraw.confirm')}
        </Button>
        <Button className="button button-plain" onPress={close} autoFocus>
          {t('withdraw.cancel')}
        </Button>
      </p>
    </>
  );
}
