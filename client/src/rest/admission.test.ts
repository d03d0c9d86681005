/** Who is let in: turns come back with time, callers are told apart, and the table of them stays small. */
import { EventEmitter } from 'node:events';
import type { Context } from 'koa';
import { expect, test } from 'vitest';
import { Admission, callerName } from './admission.ts';

/** What admission reads of a request. */
function from(address: string, path = '/x') {
  const res = new EventEmitter();
  const headers: Record<string, string> = {};
  const context = { path, req: { socket: { remoteAddress: address } }, res, set: (name: string, value: string) => Object.assign(headers, { [name]: value }) };
  return { context: context as unknown as Context, headers, end: () => res.emit('close') };
}

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:1::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('%s is the caller %s', (address, name) => {
  expect(callerName(address)).toBe(name);
});

test('five seconds of requests at once, then as many a second as were said', () => {
  let now = 0;
  const { admit } = new Admission({ requestsPerSecond: 10, nowMs: () => now });
  const admitted = (): number => {
    let count = 0;
    for (;;) {
      const { context, end } = from('1.2.3.4');
      try {
        admit(context);
      } catch (error) {
        expect(error).toMatchObject({ code: 'RATE_LIMITED' });
        return count;
      }
      end();
      count += 1;
    }
  };
  expect(admitted()).toBe(50);
  now += 1_000;
  expect(admitted()).toBe(10);
  now += 60_000;
  expect(admitted()).toBe(50);
  expect(() => admit(from('1.2.3.5').context)).not.toThrow();
});

test('the wait that is told is enough', () => {
  let now = 0;
  const { admit } = new Admission({ requestsPerSecond: 0.5, nowMs: () => now });
  for (let i = 0; i < 2; i += 1) admit(from('a').context);
  const refused = from('a');
  expect(() => admit(refused.context)).toThrow();
  now += Number(refused.headers['retry-after']) * 1_000;
  expect(() => admit(from('a').context)).not.toThrow();
});

test('one caller leaves places to others, all together have so many', () => {
  const { admit } = new Admission({ requestsPerSecond: 0, maxUnderWay: 3, maxUnderWayPerCaller: 2 });
  const first = from('a');
  admit(first.context);
  admit(from('a').context);
  expect(() => admit(from('a').context)).toThrow(expect.objectContaining({ code: 'BUSY' }));
  admit(from('b').context);
  expect(() => admit(from('c').context)).toThrow(expect.objectContaining({ code: 'BUSY' }));
  expect(() => admit(from('c', '/healthz').context)).not.toThrow();
  first.end();
  expect(() => admit(from('c').context)).not.toThrow();
});

test('callers are forgotten when there are too many, but none that is being answered', () => {
  let now = 0;
  const admission = new Admission({ requestsPerSecond: 1, maxCallers: 4, maxUnderWay: 100, nowMs: () => now });
  const kept = from('kept');
  admission.admit(kept.context);
  for (let i = 0; i < 1_000; i += 1) {
    now += 1;
    const { context, end } = from(`10.0.${i >> 8}.${i & 255}`);
    admission.admit(context);
    end();
    expect(admission.size).toBeLessThanOrEqual(4);
  }
  expect(admission.underWay).toBe(1);
  for (let i = 0; i < 3; i += 1) admission.admit(from(`busy${i}`).context);
  expect(() => admission.admit(from('one more').context)).toThrow(expect.objectContaining({ code: 'BUSY' }));
});
