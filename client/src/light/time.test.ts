import { expect, test } from 'vitest';
import { formatTime, parseTime } from './time.ts';

test.each(['2026-01-01T00:00:40.123456789Z', '0001-01-01T00:00:00Z', '1969-12-31T23:59:59.5Z'])('time %s survives', (text) =>
  expect(formatTime(parseTime(text))).toBe(text),
);
test.each(['2026-01-01', '2026-01-01T00:00:00+01:00', '2026-13-01T00:00:00Z', '2026-01-01T00:00:00.1234567890Z', ''])('time %s is refused', (text) =>
  expect(() => parseTime(text)).toThrow(/RPC_ANSWER_INVALID/),
);
