// `yuanban up`: the launcher, as `npm start` runs it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs the launcher in this terminal until it ends; signals reach it as the terminal sends them. */
export function startEverything(): Promise<void> {
  const launcher = spawn(process.execPath, [join(__dirname, '../../../infra/local/up.mjs')], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void (signal === 'SIGINT' && process.stdin.isTTY ? 0 : launcher.kill(signal)));
  }
  return new Promise((resolve, reject) => {
    launcher.on('error', reject);
    launcher.on('close', (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}
