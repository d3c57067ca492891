// After the tests: what set-up.mjs started is stopped, its folder removed.
export default async function tearDown() {
  await globalThis.yuanbanServers?.stop();
}
