// Build step: bundles the workflow code once, so that a worker starts without a bundler and every worker runs the same bytes.
import { writeFile } from 'node:fs/promises';
import { bundleWorkflowCode } from '@temporalio/worker';
import { atHome } from '#platform/home';

/** Where the build leaves the bundle. */
export const BUNDLE_PATH = atHome('dist/apps/cases/src/workflow/bundle.generated.js');

/** Bundles the workflows that lie beside this file. */
export async function bundleWorkflows(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./workflows'),
    preloadModules: [require.resolve('./no-stacks')],
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  return code;
}

if (require.main === module) {
  bundleWorkflows()
    .then((code) => writeFile(BUNDLE_PATH, code))
    .catch((error: unknown) => {
      process.stderr.write(`The workflow bundle failed: ${String(error)}\n`);
      process.exitCode = 1;
    });
}
