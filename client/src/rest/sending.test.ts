/** Who asks, and goes away. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { goneSignal } from './sending.ts';

test.each(['before it is asked for', 'after'])('a client that went away %s aborts what is done for it', async (when) => {
  const asked = Promise.withResolvers<ServerResponse>();
  const server = createServer((_, response) => asked.resolve(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const response = await asked.promise;
  const early = when === 'after' ? goneSignal(response) : undefined;
  expect(early?.aborted).toBe(when === 'after' ? false : undefined);
  client.destroy();
  await once(response, 'close');
  expect((early ?? goneSignal(response)).aborted).toBe(true);
  server.close();
});
