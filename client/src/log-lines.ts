/**
 * Where the lines of the log go. A line per request would cost as much as the request if each were written by itself: those
 * go out together, at most 100 ms later; all others at once, and what was waiting before them.
 */
import pino, { type DestinationStream } from 'pino';

const WAITING_BYTES = 8 * 1024;
const WAIT_MS = 100;
const OF_A_REQUEST = '"msg":"request"}\n';

export function logLines(destination: string | number = 1): DestinationStream {
  const lines = pino.destination({ dest: destination, sync: true, minLength: WAITING_BYTES });
  process.once('exit', () => lines.flushSync());
  let isWaiting = false;
  const flush = (): void => {
    isWaiting = false;
    lines.flushSync();
  };
  return {
    write(line: string): void {
      lines.write(line);
      if (!line.endsWith(OF_A_REQUEST)) lines.flushSync();
      else if (!isWaiting) {
        isWaiting = true;
        setTimeout(flush, WAIT_MS).unref();
      }
    },
  };
}
