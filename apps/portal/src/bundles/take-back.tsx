// Taking back what of a bundle is not filed, after a second question: it cannot be undone. What is filed goes on.
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { type BundleView } from '#contracts/bundles.dto';
import { answers } from '#screens/answers';
import { call } from '#screens/client';
import { answered, keyFor } from '#screens/key';
import { isPassing } from '#screens/problem';
import { session } from '#screens/session';
import { ProblemLine } from '../problem/problem-line';
import { useLanguage } from '#screens/language';

export function TakeBack({ number }: { number: string }) {
  const { t } = useLanguage();
  return (
    <DialogTrigger>
      <Button className="link-button danger">{t('bundle.takeBack.begin')}</Button>
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
  const { takeBack, isBusy, error } = useTakingBack(number);
  const doIt = async () => {
    if (await takeBack()) close();
  };
  return (
    <>
      <Heading slot="title">{t('bundle.takeBack.title')}</Heading>
      <p>{t('bundle.takeBack.lead')}</p>
      <ProblemLine error={error} />
      <p className="row">
        <Button className="button button-danger" aria-disabled={isBusy} onPress={() => void doIt()}>
          {t('bundle.takeBack.confirm')}
        </Button>
        <Button className="button button-plain" onPress={close} autoFocus>
          {t('bundle.takeBack.cancel')}
        </Button>
      </p>
    </>
  );
}

/** One key until it is answered, as with every act of the portal. */
function useTakingBack(number: string) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const path = `/api/v1/bundles/${encodeURIComponent(number)}/withdraw`;
  const what = `${session()?.person.id ?? ''}:${path}`;
  const takeBack = async (): Promise<boolean> => {
    if (isBusy) return false;
    setBusy(true);
    setError(null);
    try {
      const view = await call<BundleView>(path, { method: 'POST', body: {}, key: keyFor(localStorage, what, {}) });
      answered(localStorage, what);
      answers.setQueryData(['case', number, 'bundle'], view);
      return true;
    } catch (cause) {
      if (!isPassing(cause)) answered(localStorage, what);
      setError(cause);
      void answers.invalidateQueries({ queryKey: ['case', number] });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { takeBack, isBusy, error };
}
