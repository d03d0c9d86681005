/**
 * The disk of a build node fills up: a small file system of its own for the ledger, in a mount namespace. The node
 * stops and says why, stays stopped while the disk is full, and goes on where it was when there is room again.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '@pyrsia/genesis';
import { stateKey } from '@pyrsia/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SingleNode } from './single-node.ts';

let node: SingleNode;
beforeAll(async () => {
  node = await SingleNode.create();
}, 120_000);
afterAll(() => node?.remove(), 60_000);

/** Room for the database to be opened and a few blocks to be written. */
const SCRIPT = `
mount -t tmpfs -o size=16m pyrsia-test "$LEDGER" || exit 90
"$@" & app=$!
while [ ! -e "$FULL" ]; do sleep 0.1; done
dd if=/dev/zero of="$LEDGER/filler" bs=4k 2>/dev/null
wait $app; echo "first exit $?"
"$@"; echo "second exit $?"
rm "$LEDGER/filler"
exec "$@"
`;

test('a full disk stops the node cleanly; with room again it goes on, and nothing is lost', async () => {
  const ledger = join(node.home, 'ledger');
  const full = join(node.home, 'fill-now');
  const command = ['unshare', '--user', '--map-root-user', '--mount', '/bin/sh', '-c', SCRIPT, 'node', ...node.command];
  void node.start({ command, environment: { LEDGER: ledger, FULL: full } });
  const first = await node.publish('before');
  const publishing = node.publish('during');
  publishing.catch(() => undefined); // Awaited below.
  await mkdir(full);
  await until(async () => expect(node.output).toContain('second exit'), 60_000);
  expect(node.output).toMatch(/"code":"CALL_FAILED".*No space left on device/);
  expect(node.output).toContain('first exit 3');
  expect(node.output).toContain('second exit 3');
  expect(node.output).toContain('STORE_UNAVAILABLE');
  const purls = [first, await publishing, await node.publish('after')];
  for (const purl of purls) expect(await node.driver.read(stateKey.publication(purl)), purl).toBeDefined();
}, 240_000);
