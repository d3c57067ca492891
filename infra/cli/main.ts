// `yuanban <command>`: what operators, lawyers and scripts do without a browser. One JSON document with --json; exit 0, 1 or 2.
import { lawCommand } from './law';
import { Command, CommanderError, Option } from 'commander';
import { isErrorCode } from '#platform/failure';
import { type Refusal } from '#rules/refusal';
import { BadInput } from './bad-input';
import { FaultyCalendar, importCommand } from './calendar';
import { checkCatalogue, FaultyCatalogue } from './catalogue';
import { clockCommand } from './clock';
import { equityCommand } from './equity';
import { IDENTITIES, identityCommand } from './identity';
import { LANGUAGES, REFUSALS, sentence, type Language } from './texts';
import { addCommand, betweenCommand, isCommand, yearsCommand } from './workdays';

interface Output {
  json: unknown;
  text: (language: Language) => string;
}
/** Options as commander reads them; each command has declared its own. */
type Options = Record<string, string>;

const program = new Command('yuanban')
  .description(
    '园办命令行：计算期限、核对号码与方案，管理一套系统\nThe command line: dates, numbers and plans by the law, and the care of an installation',
  )
  .option('--json', '只输出一个 JSON 文档 | print one JSON document and nothing else')
  .addOption(new Option('--lang <language>', '文字语言 | language of texts').choices(LANGUAGES).default('zh'))
  .configureHelp({ showGlobalOptions: true })
  .exitOverride()
  .configureOutput({ writeErr: () => undefined });

/** An action that prints the outcome in the form that was asked for. */
function printing(work: (given: string[], options: Options) => Output | Promise<Output>) {
  return async function (this: Command): Promise<void> {
    const { json, lang, ...options } = this.optsWithGlobals<{ json?: boolean; lang: Language } & Options>();
    const output = await work(this.args, options);
    process.stdout.write(json ? `${JSON.stringify(output.json)}\n` : `${output.text(lang)}\n`);
  };
}
const FILE = ['<file>', 'JSON 文件，- 为标准输入 | a JSON file, - for standard input'] as const;

program
  .command('clock')
  .description('法定期限现在走到哪里、为什么 | where a legal clock stands, and why')
  .argument(...FILE)
  .action(printing(([file]) => clockCommand(file!)));

const workdays = program.command('workdays').description('工作日计算 | arithmetic over working days');
workdays
  .command('add')
  .description('某日之后（负数为之前）第 n 个工作日 | the n-th working day after a date, before it if negative')
  .requiredOption('--from <date>', '不计入 | itself not counted')
  .requiredOption('--days <n>', '整数 | a whole number')
  .action(printing((_, options) => addCommand(options as { from: string; days: string })));
workdays
  .command('between')
  .description('两日之间的工作日数 | how many working days lie between two dates')
  .requiredOption('--from <date>', '不计入 | not counted')
  .requiredOption('--to <date>', '计入 | counted')
  .action(printing((_, options) => betweenCommand(options as { from: string; to: string })));
workdays
  .command('is')
  .description('某日是否工作日 | is a date a working day?')
  .requiredOption('--on <date>', 'YYYY-MM-DD')
  .action(printing((_, options) => isCommand(options as { on: string })));
workdays
  .command('years')
  .description('有日历的年份 | the years with a calendar')
  .action(printing(() => yearsCommand()));

const identity = program.command('identity').description('号码格式是否正确 | is a number well formed?');
for (const kind of Object.keys(IDENTITIES)) {
  identity
    .command(kind)
    .argument('<value>')
    .action(printing(([value]) => identityCommand(kind, value!)));
}

program
  .command('equity')
  .description('股权和分红激励方案是否符合规定 | does an incentive plan keep the rules?')
  .argument(...FILE)
  .action(printing(([file]) => equityCommand(file!)));
program
  .command('law')
  .description(
    '办件的法：全部动作及其条文、期限效力、文书与时点 | the law of a case: every act, article, clock effect, paper and instant',
  )
  .action(printing(() => lawCommand()));
program
  .command('calendar')
  .description('工作日历 | work calendars')
  .command('import')
  .description(
    '核对一年的工作日历，写入运行中的系统并重算在办件 | check a calendar file, write it where an installation runs, and move its cases',
  )
  .argument(...FILE)
  .option('--check', '只核对，不写入 | compare only, write nothing')
  .action(printing(([file], options) => importCommand(file!, { check: 'check' in options })));

// What works on an installation loads the drivers of its servers only when it is called.
program
  .command('up')
  .description('启动服务器与全部应用，同 `npm start` | start the servers and every app, as `npm start` does')
  .action(async () => (await import('./start.js')).startEverything());
program
  .command('time')
  .description('查看或（仅开发环境）前移业务时间 | show business time, or move it forward (development only)')
  .option('--to <instant>', 'ISO 8601 with an offset, such as 2027-03-01T09:00:00+08:00')
  .option('--add <duration>', 'such as 3d, 12h or 30m')
  .action(printing(async (_, options) => (await import('./time.js')).timeCommand(options)));
program
  .command('catalogue')
  .description('事项目录 | the catalogue of items')
  .command('check')
  .description('核对一个文件夹内的事项文件 | check the item files of a folder')
  .argument('<dir>', '含事项 JSON 文件的文件夹 | a folder of item files')
  .action(printing(([folder]) => checkCatalogue(folder!)));
program
  .command('demo')
  .description('演示：导入往年办件，办理演示办件，移动业务时间 | the demonstration: past cases, live ones, moved time')
  .action(
    printing(async () =>
      (await import('../demo/demo.js')).demoCommand((line) => void process.stderr.write(`${line}\n`)),
    ),
  );
program
  .command('cases')
  .description('全部办件 | all cases')
  .command('restart-workflows')
  .description('依据事实重新开始全部在办件的流程 | start the workflows of all open cases again from their facts')
  .option('--after <number>', '从该件之后继续 | resume behind this case')
  .option('--rate <per second>', '每秒件数 | how many a second', '20')
  .action(printing(async (_, options) => (await import('./restart-workflows.js')).restartWorkflows(options)));

program
  .command('case')
  .description('一件办件 | one case')
  .command('explain')
  .description(
    '为何如此：经过、条文、逐日期限、下一步 | why it stands where it does: articles, every day, what comes next',
  )
  .argument('<number>', '办件编号 | the number of the case')
  .action(printing(async ([number]) => (await import('./case-explain.js')).explainCommand(number!)));
program
  .command('simulate')
  .description('以往办件按改动后的事项重办一遍，前后对比 | past cases under a changed item, before against after')
  .requiredOption('--item <code>', '事项编码 | the code of the item')
  .requiredOption('--change <file>', '改动的部分，JSON，- 为标准输入 | what differs, as JSON, - for standard input')
  .option('--from <file>', '导出的办件文件，不用系统 | an export of cases, in place of an installation')
  .action(
    printing(async (_, options) =>
      (await import('./simulate.js')).simulateCommand(options as { item: string; change: string; from?: string }),
    ),
  );
program
  .command('oversight')
  .description('管委会统计 | the figures of the commission')
  .command('rebuild')
  .description('清空统计并从办件事件重新计算 | empty the figures and fold all case events again')
  .action(printing(async () => (await import('./oversight.js')).rebuildOversight()));

program.parseAsync().catch((error: unknown) => {
  const [json, language] = asked(process.argv.slice(2));
  const { exit, message, ...fault } = explained(error, language);
  if (exit === 0) return; // help that was asked for, and printed
  if (json) process.stdout.write(`${JSON.stringify({ error: { ...fault, message } })}\n`);
  else {
    const lines = (fault.faults ?? []).map(
      (one) => `\n  ${one.file ? `${one.file} ` : ''}${one.path || '/'}: ${one.message}`,
    );
    process.stderr.write(
      `yuanban: ${fault.path && !fault.faults ? `${fault.path}: ` : ''}${message}${lines.join('')}\n`,
    );
  }
  process.exitCode = exit;
});

/** How the outcome was asked for, also where the rest of the line could not be understood. */
function asked(argv: readonly string[]): [json: boolean, language: Language] {
  const isEnglish = /(^| )--lang[ =]en( |$)/.test(argv.join(' '));
  return [argv.includes('--json'), isEnglish ? 'en' : 'zh'];
}

interface Explained {
  code: string;
  path: string | null;
  message: string;
  exit: number;
  faults?: { file?: string; path: string; code: string; message: string }[];
}

function explained(error: unknown, language: Language): Explained {
  if (error instanceof CommanderError) {
    const what = error.code === 'commander.help' ? 'a command is missing, see --help' : error.message;
    const message = what.replace(/^error: /, '');
    const isHelp = error.exitCode === 0;
    return {
      code: 'BAD_INPUT',
      path: optionOf(error),
      message: isHelp ? '' : language === 'zh' ? `命令行有误：${message}` : message,
      exit: isHelp ? 0 : 2,
    };
  }
  if (error instanceof BadInput) return { code: 'BAD_INPUT', path: error.path, message: error.in(language), exit: 2 };
  const { code, params = {}, path = null } = (error ?? {}) as Partial<Refusal>;
  if (error instanceof FaultyCalendar) {
    const faults = error.faults.map(({ path: at, code: why, params: figures }) => {
      return { path: at, code: why, message: sentence(why, figures, language) };
    });
    return { code: error.code, path, message: sentence(error.code, {}, language), exit: 2, faults };
  }
  if (error instanceof FaultyCatalogue) {
    const faults = error.faults.map(({ file, path: at, what }) => {
      return { file, path: at, code: 'ITEM_FAULTY', message: sentence('ITEM_FAULTY', { what }, language) };
    });
    return { code: error.code, path, message: sentence(error.code, {}, language), exit: 2, faults };
  }
  if (isErrorCode(code) || (code !== undefined && code in REFUSALS)) {
    return { code, path, message: sentence(code, params, language), exit: 2 };
  }
  return { code: 'INTERNAL', path: null, message: error instanceof Error ? error.message : String(error), exit: 1 };
}

/** The option that is missing or has a wrong value. */
function optionOf({ code, message }: CommanderError): string | null {
  const isOfOption = /missingMandatoryOptionValue|optionMissingArgument|invalidArgument/.test(code);
  return isOfOption ? (/--([a-z-]+)/.exec(message)?.[1] ?? null) : null;
}
