// Taking back what of a bundle is not filed, after a second question: it cannot be undone. What is filed goes on.
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { type BundleView } from '#contracts/bundles.dto';
import { answers } from '#screens/answers';
import { usePosting } from '../api/sending';
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
  const { send, isBusy, error } = usePosting<BundleView>(`/api/v1/bundles/${number}/withdraw`, (view) =>
    answers.setQueryData(['case', number, 'bundle'], view),
  );
  const doIt = async () => {
    if (await send({})) close();
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
