// `npm start`: servers, migrations, then the apps as supervised children; prints what runs where and writes it to
// `.data/run.json`. Ctrl-C or SIGTERM stops all in reverse order.
// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMain, isPortFree, readJson, runMain, sleep, Trouble, writeWhole } from './machine.mjs';
import { NAMESPACE, startServers } from './servers.mjs';
import { Children } from './supervise.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @typedef {{ name: string, file: string, givesWay?: boolean }} App  `file` is relative to the checkout */
/** @typedef {{ migrations: App[], apps: App[] }} Plan */

/** @type {Plan} In the order of their start. */
export const PLAN = {
  migrations: [
    { name: 'registry-migrate', file: 'dist/run/registry-migrate.cjs' },
    { name: 'cases-migrate', file: 'dist/run/cases-migrate.cjs' },
    { name: 'oversight-migrate', file: 'dist/run/oversight-migrate.cjs' },
    { name: 'desk-migrate', file: 'dist/run/desk-migrate.cjs' },
  ],
  apps: [
    { name: 'registry', file: 'dist/run/registry.cjs' },
    { name: 'cases', file: 'dist/run/cases.cjs' },
    { name: 'relay', file: 'dist/run/relay.cjs', givesWay: true },
    { name: 'worker', file: 'dist/run/worker.cjs', givesWay: true },
    { name: 'oversight', file: 'dist/run/oversight.cjs', givesWay: true },
    { name: 'desk', file: 'dist/run/desk.cjs', givesWay: true },
    { name: 'gateway', file: 'dist/run/gateway.cjs' },
  ],
};

/** @param {App} app @param {NodeJS.ProcessEnv} env */
const specOf = (app, env, cwd = ROOT) => ({
  name: app.name,
  command: process.execPath,
  args: ['--enable-source-maps', path.resolve(ROOT, app.file)],
  env,
  cwd,
  givesWay: app.givesWay,
  echo: true,
});

/**
 * Starts the apps as supervised processes of their own.
 * @param {{ env: NodeJS.ProcessEnv, log?: (line: string) => void, apps?: App[], children?: Children }} options
 *   without `children`: under a supervisor of their own, with logs in a temporary folder
 */
export async function startApps({ env, log = console.log, apps = PLAN.apps, children }) {
  const temporary = children ? undefined : fs.mkdtempSync(path.join(os.tmpdir(), 'yuanban-apps-'));
  const supervisor = children ?? new Children({ dataDir: temporary ?? '', log });
  const handles = [];
  for (const app of apps) handles.push(await supervisor.start(specOf(app, { ...process.env, ...env })));
  const stop = async () => {
    await supervisor.stopAll();
    if (temporary) fs.rmSync(temporary, { recursive: true });
  };
  return { handles, children: supervisor, stop };
}

/** Waits until the gateway says that all is ready. @param {string} url @param {import('./supervise.mjs').Handle[]} handles */
export async function untilHealthy(url, handles, waitMs = 60_000) {
  let answer = 'no answer';
  for (const until = Date.now() + waitMs; Date.now() < until; await sleep(100)) {
    try {
      const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (response.status === 200) return;
      answer = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch {
      // not listening yet
    }
  }
  // The one that keeps dying is the cause; else the one that should have answered.
  const suspect = [...handles].sort((a, b) => b.restarts - a.restarts)[0];
  const app = suspect && suspect.restarts > 0 ? suspect : handles.at(-1);
  throw new Trouble(
    `${url}/health/ready was not ready after ${waitMs / 1000} s (${answer}). ${app?.lastWords() ?? ''}`,
  );
}

/** @param {number} wanted */
async function httpPort(wanted) {
  for (let port = wanted; port < wanted + 200; port++) if (await isPortFree(port)) return port;
  throw new Trouble(`no port from ${wanted} to ${wanted + 199} is free: set HTTP_PORT.`);
}

/** @returns {{ user: string, password?: string, description: string }[]} */
function demoSignIns() {
  const seeds = readJson(path.join(ROOT, 'seeds/people.json'));
  return (seeds?.people ?? []).map((/** @type {any} */ person) => ({
    user: person.user,
    password: person.password ?? seeds.demoPassword,
    description: [
      person.name,
      person.role ?? [...new Set((person.mandates ?? []).map((/** @type {any} */ mandate) => mandate.role))].join(', '),
      person.description,
    ]
      .filter(Boolean)
      .join(' · '),
  }));
}

/** @param {any} run */
function summary(run) {
  const rows = [
    ['网址 URL', run.url],
    ['API', `${run.url}/api`],
    ['Postgres', run.databaseUrl.replace(/:[^:@/]*@/, ':***@')],
    ['NATS', run.natsUrl.replace(/:[^:@/]*@/, ':***@')],
    ['Temporal', `${run.temporalAddress} (namespace ${run.temporalNamespace})`],
    ['数据 data', run.dataDir],
    ['邮件 mail', run.mail],
    ['日志 logs', run.logs],
    ['详情 details', `${run.file} (passwords and addresses, readable by you alone)`],
  ];
  // One of each kind (`window.caohejing` stands for all windows): the file has the rest.
  const kinds = new Map();
  for (const one of run.signIns) {
    const kind = one.user.split('.')[0];
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  const people = [...kinds.values()].map(([first, ...more]) => {
    const others = more.length ? ` (另 ${more.length} 人 · ${more.length} more)` : '';
    return `    ${first.user.padEnd(24)} ${first.description}${others}`;
  });
  const password = run.signIns[0]?.password;
  return [
    '',
    `园办 Yuanban 已就绪 is ready (${((Date.now() - Date.parse(run.startedAt)) / 1000).toFixed(1)} s)`,
    ...rows.map(([name, value]) => `  ${name?.padEnd(12)} ${value}`),
    ...(people.length ? [`  演示登录 demo sign-ins${password ? ` (密码 password: ${password})` : ''}`, ...people] : []),
    '  Ctrl-C 停止 stops everything.',
    '',
  ].join('\n');
}

async function main() {
  const option = (/** @type {string} */ name) => process.argv[process.argv.indexOf(name) + 1 || process.argv.length];
  const { env } = process;
  const dataDir = path.resolve(option('--data') ?? env.YUANBAN_DATA ?? path.join(ROOT, '.data'));
  const plan = option('--apps') ? /** @type {Plan} */ (readJson(path.resolve(option('--apps') ?? ''))) : PLAN;
  const runFile = path.join(dataDir, 'run.json');
  const startedAt = new Date().toISOString();
  const log = (/** @type {string} */ line) => console.log(line);
  process.stdout.on('error', () => {}); // a closed terminal is no reason to leave children behind

  /** @type {Children | undefined} */ let children;
  /** @type {Awaited<ReturnType<typeof startServers>> | undefined} */ let servers;
  /** Since when. @type {number | undefined} */ let stopping;
  const stop = async (/** @type {number} */ code) => {
    stopping = Date.now();
    await (servers ? servers.stop() : children?.stopAll());
    const run = readJson(runFile);
    if (run?.pid === process.pid) writeWhole(runFile, { ...run, pid: undefined, running: false });
    process.exit(code);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => {
      if (stopping !== undefined) {
        // The terminal and npm both hand on one Ctrl-C: only a later one is a person's second thought.
        if (Date.now() - stopping < 1_000) return;
        log(`${signal} again: killing what is left`);
        return children?.killAll();
      }
      log(`${signal}: 正在停止 stopping`);
      void stop(0);
    });

  // npm hands a SIGTERM to the shell it started us by, which dies of it without telling us.
  const parent = process.ppid;
  const orphaned = () => process.ppid !== parent && stopping === undefined && process.emit('SIGTERM');
  if (env.npm_lifecycle_event) setInterval(orphaned, 500).unref();

  try {
    servers = await startServers({
      dataDir,
      env,
      log,
      givesWay: true,
      onChildren: (supervisor) => (children = supervisor),
    });
    const port = await httpPort(Number(env.HTTP_PORT) || 3000);
    const appEnv = {
      ...env,
      DATABASE_URL: servers.databaseUrl,
      NATS_URL: servers.natsUrl,
      NATS_PREFIX: '',
      TEMPORAL_ADDRESS: servers.temporalAddress,
      TEMPORAL_NAMESPACE: NAMESPACE,
      YUANBAN_MODE: 'development',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(port),
      FILES_DIR: env.FILES_DIR || path.join(dataDir, 'files'),
      MAIL_FROM: env.MAIL_FROM || 'yuanban@localhost',
      ...(env.SMTP_URL ? {} : { MAIL_OUTBOX: env.MAIL_OUTBOX || path.join(dataDir, 'outbox') }),
      RUN_FILE: runFile,
    };
    const run = {
      running: true,
      pid: process.pid,
      startedAt,
      url: `http://127.0.0.1:${port}`,
      databaseUrl: servers.databaseUrl,
      adminUrl: servers.adminUrl,
      natsUrl: servers.natsUrl,
      natsPrefix: '',
      temporalAddress: servers.temporalAddress,
      temporalNamespace: NAMESPACE,
      mail: appEnv.MAIL_OUTBOX ?? 'SMTP_URL',
      signIns: demoSignIns(),
      file: runFile,
      ...servers.info,
    };
    writeWhole(runFile, run);
    for (const migration of plan.migrations) await servers.children.run(specOf(migration, appEnv));
    const { handles } = await startApps({ env: appEnv, log, apps: plan.apps, children: servers.children });
    await untilHealthy(run.url, handles);
    log(summary(run));
  } catch (error) {
    if (stopping !== undefined) return; // the start was broken off
    console.error(error instanceof Trouble ? `yuanban: ${error.message}` : error);
    await stop(1);
  }
}

if (isMain(import.meta.url)) runMain(main);
