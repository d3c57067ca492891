// The keys of the console, and the switch that turns single keys off.
import { Modal, Switch } from 'antd';
import { useState } from 'react';
import { useLanguage } from '#screens/language';
import { areShortcutsOn, SHORTCUTS, switchShortcuts } from './shortcuts';

export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useLanguage();
  const [isOn, setOn] = useState(areShortcutsOn);
  const turn = (next: boolean) => {
    switchShortcuts(next);
    setOn(next);
  };
  const rows = [
    ...Object.entries(SHORTCUTS).map(([key, name]) => [key, t(`help.${name}`)] as const),
    ['↑ ↓', t('help.arrows')] as const,
    ['Enter', t('help.enter')] as const,
    ['Esc', t('help.escape')] as const,
  ];
  return (
    <Modal title={t('help.title')} open={isOpen} onCancel={onClose} footer={null} destroyOnHidden>
      <p className="row">
        <Switch id="shortcuts" checked={isOn} onChange={turn} aria-describedby="shortcuts-why" />
        <label htmlFor="shortcuts">{t('help.on')}</label>
      </p>
      <p id="shortcuts-why" className="quiet">
        {t('help.onWhy')}
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('help.key')}</th>
            <th scope="col">{t('help.does')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, does]) => (
            <tr key={key}>
              <td>
                <kbd>{key}</kbd>
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('help.scan')}</p>
    </Modal>
  );
}
