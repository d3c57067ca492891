// `yuanban <command>`: what operators and scripts do without a browser. One JSON document with --json; exit 0, 1 or 2.
import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { ERRORS } from '#contracts/errors';
import { isErrorCode } from '#platform/failure';
import { restartWorkflows } from './restart-workflows';
import { startEverything } from './start';
import { timeCommand } from './time';
import { BadInput } from './installation';

interface Output {
  json: unknown;
  text: string;
}

const program = new Command('yuanban')
  .description('园办: the command line of an installation')
  .exitOverride()
  .configureOutput({ writeErr: () => undefined });
const json = ['--json', 'print one JSON document and nothing else'] as const;

/** Runs a command and prints its outcome in the form that was asked for. */
function running<Options extends { json?: boolean }>(work: (options: Options) => Promise<Output>) {
  return async (options: Options): Promise<void> => {
    const output = await work(options);
    process.stdout.write(options.json ? `${JSON.stringify(output.json)}\n` : `${output.text}\n`);
  };
}

program
  .command('up')
  .description('start the servers and every app, as `npm start` does')
  .action(() => startEverything());
program
  .command('time')
  .description('show business time, or move it forward (development only)')
  .option('--to <instant>', 'ISO 8601 with an offset, such as 2027-03-01T09:00:00+08:00')
  .option('--add <duration>', 'such as 3d, 12h or 30m')
  .option(...json)
  .action(running(timeCommand));
program
  .command('cases')
  .description('work on all cases')
  .command('restart-workflows')
  .description('start the workflows of all open cases again from their facts')
  .option('--after <number>', 'resume behind this case')
  .option('--rate <per second>', 'how many a second', '20')
  .option(...json)
  .action(running(restartWorkflows));

program.parseAsync().catch((error: unknown) => {
  const wantsJson = process.argv.includes('--json');
  const { code, message, path, exit } = explained(error);
  if (exit === 0) {
    process.stdout.write(message); // help that was asked for
    return;
  }
  if (wantsJson) process.stdout.write(`${JSON.stringify({ error: { code, message, path } })}\n`);
  else process.stderr.write(`yuanban: ${message}\n`);
  process.exitCode = exit;
});

function explained(error: unknown): { code: string; message: string; path: string | null; exit: number } {
  if (error instanceof CommanderError) {
    const help = error.code === 'commander.helpDisplayed' || error.code === 'commander.help';
    return { code: 'BAD_INPUT', message: help ? '' : error.message, path: null, exit: help ? 0 : 2 };
  }
  if (error instanceof BadInput) return { code: 'BAD_INPUT', message: error.message, path: error.path, exit: 2 };
  const { code } = (error ?? {}) as { code?: unknown };
  if (isErrorCode(code)) return { code, message: `${ERRORS[code].zh} ${ERRORS[code].en}`, path: null, exit: 2 };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), path: null, exit: 1 };
}
